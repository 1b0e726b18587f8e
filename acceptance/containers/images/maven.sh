# Maven on this machine's JDK, offline, with this machine's repository: what the last build here needed is in it.
jdk=$(jdk_home)
maven=$(mvn -v 2>/dev/null | sed -n 's/^Maven home: //p')
repository=$(cd "$root" && mvn -q -o -N help:evaluate -Dexpression=settings.localRepository -DforceStdout 2>/dev/null || true)
[ -d "$repository" ] || repository=$HOME/.m2/repository
add_shell "$work/layer"
add_programs "$work/layer" kill paste
home=$work/layer/root
mkdir -p "$work/layer/opt/java/openjdk" "$work/layer/usr/share" "$home/.m2"
# Links are followed: a distribution keeps configuration elsewhere, and may link to sources that it does not bring.
tar -C "$jdk" -ch --exclude=./lib/src.zip --exclude=./demo --exclude=./man --exclude=./docs . |
  tar -C "$work/layer/opt/java/openjdk" -x
for library in "$work/layer"/opt/java/openjdk/bin/java "$work/layer"/opt/java/openjdk/lib/{libnet,libnio,libzip,libmanagement,libjimage}.so; do
  add_libraries "$work/layer" "$library"
done
add_jni_libraries "$work/layer"
cp -rL "$maven" "$work/layer/usr/share/maven"
ln -s ../share/maven/bin/mvn "$work/layer/usr/bin/mvn"
# Hard links: the repository is large and only read.
cp -rl "$repository" "$home/.m2/repository" 2>/dev/null || cp -r "$repository" "$home/.m2/repository"
echo '<settings><offline>true</offline></settings>' >"$home/.m2/settings.xml"
import "$name" "Maven, JDK and Maven repository of this machine; offline" \
  'ENV JAVA_HOME=/opt/java/openjdk' 'ENV PATH=/opt/java/openjdk/bin:/usr/bin:/bin' 'CMD ["mvn"]'
