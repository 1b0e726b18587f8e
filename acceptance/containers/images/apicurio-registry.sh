# Apicurio's registry out of the archive that the tests run, too.
server=$root/testkit/target/apicurio
[ -f "$server"/apicurio-registry-app-*-runner.jar ] ||
  (cd "$root" && mvn -q -B -pl testkit dependency:unpack@apicurio </dev/null)
add_shell "$work/layer"
add_programs "$work/layer" curl
add_java "$work/layer" /opt/java/openjdk
mkdir -p "$work/layer/deployments"
cp -r "$server"/. "$work/layer/deployments/"
cat >"$work/layer/deployments/run" <<'RUN'
#!/usr/bin/env bash
# shellcheck disable=SC2086
exec /opt/java/openjdk/bin/java -XX:MaxRAMPercentage=60 ${JAVA_OPTS_APPEND:-} -Dquarkus.http.host=0.0.0.0 \
  -jar /deployments/apicurio-registry-app-*-runner.jar
RUN
chmod +x "$work/layer/deployments/run"
chmod -R a+rX "$work/layer/deployments"
import "$name" "Apicurio's archive from Maven's repository, on this machine's JDK" \
  'ENV PATH=/opt/java/openjdk/bin:/usr/bin:/bin' 'WORKDIR /deployments' 'EXPOSE 8080' 'USER 1001' \
  'CMD ["/deployments/run"]'
