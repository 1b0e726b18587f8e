# Apache Kafka out of the jars that the embedded broker has, with the start script that the official image has.
libs=$root/cli/target/lib
[ -d "$libs" ] || "$root/credence" --version >/dev/null
add_shell "$work/layer"
add_java "$work/layer" /opt/java/openjdk
mkdir -p "$work/layer"/{etc/kafka/docker,etc/kafka/secrets,mnt/shared/config,opt/kafka/libs,opt/kafka/config,opt/kafka/logs,var/lib/kafka/data}
for jar in "$libs"/*.jar; do
  case $(basename "$jar") in
    credence-* | rocksdbjni-* | sqlite-* | vertx-* | netty-* | kafka-streams-* | avro-* | micrometer-* | picocli-*) ;;
    *) cp "$jar" "$work/layer/opt/kafka/libs/" ;;
  esac
done
cp "$here/images/kafka/run" "$work/layer/etc/kafka/docker/run"
cp "$here/images/kafka/logback.xml" "$work/layer/etc/kafka/docker/logback.xml"
printf 'appuser:x:1000:1000::/home/appuser:/bin/bash\n' >>"$work/layer/etc/passwd"
printf 'appuser:x:1000:\n' >>"$work/layer/etc/group"
# The official image gives them to appuser; a tar made by anybody cannot.
chmod 0777 "$work/layer"/{opt/kafka/config,opt/kafka/logs,var/lib/kafka/data,mnt/shared/config}
import "$name" "Apache Kafka's jars from the build, on this machine's JDK" \
  'ENV JAVA_HOME=/opt/java/openjdk' 'ENV PATH=/opt/java/openjdk/bin:/usr/bin:/bin' 'EXPOSE 9092' 'USER appuser' \
  'VOLUME ["/etc/kafka/secrets", "/var/lib/kafka/data", "/mnt/shared/config"]' 'CMD ["/etc/kafka/docker/run"]'
