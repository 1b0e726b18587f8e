FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /credence
COPY . .
RUN mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip package

FROM eclipse-temurin:17-jre
RUN useradd --system --create-home credence && mkdir /data && chown credence /data
COPY --from=build /credence/cli/target/lib /opt/credence/lib
COPY --from=build /credence/cli/target/credence-cli-*.jar /opt/credence/lib/
USER credence
VOLUME /data
ENTRYPOINT ["java", "-XX:+UseParallelGC", "-XX:MaxRAMPercentage=75", "-cp", "/opt/credence/lib/*", "dev.credence.cli.Main"]
