# Apicurio's registry out of the archive that the tests run, too.
server=$root/testkit/target/apicurio
[ -f "$server"/apicurio-registry-app-*-runner.jar ] ||
  (cd "$root" && mvn -q -B -pl testkit dependency:unpack@apicurio </dev/null)
add_shell "$work/root"
add_programs "$work/root" curl
add_java "$work/root" /usr/lib/jvm/jre
mkdir -p "$work/root/deployments"
cp -r "$server"/. "$work/root/deployments/"
cat >"$work/root/deployments/run" <<'RUN'
#!/usr/bin/env bash
# shellcheck disable=SC2086
exec /usr/lib/jvm/jre/bin/java -XX:MaxRAMPercentage=60 ${JAVA_OPTS_APPEND:-} -Dquarkus.http.host=0.0.0.0 \
  -jar /deployments/apicurio-registry-app-*-runner.jar
RUN
chmod +x "$work/root/deployments/run"
chmod -R a+rX "$work/root/deployments"
import "$name" "Apicurio's archive from Maven's repository, on this machine's JDK" \
  'ENV PATH=/usr/lib/jvm/jre/bin:/usr/bin:/bin' 'WORKDIR /deployments' 'EXPOSE 8080' 'USER 1001' \
  'CMD ["/deployments/run"]'
