# The run-time holds a Java of the modules that Credence needs, its jars, and an archive of the classes that a start
# loads; no build tool, no package manager is run in it. Builds with BuildKit and with the classic builder.
FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
RUN mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip -pl cli -am package
RUN config/image/assemble /opt/credence && mkdir /data

FROM debian:bookworm-slim
COPY --from=build /opt/credence /opt/credence
# A new volume takes its owner from here.
COPY --from=build --chown=10001:10001 /data /data
ENV PATH=/opt/credence/bin:/usr/local/bin:/usr/bin:/bin CREDENCE_DATA_DIR=/data XDG_STATE_HOME=/data/state
USER 10001:10001
VOLUME /data
ENTRYPOINT ["credence"]
