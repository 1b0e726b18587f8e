# Maven on this machine's JDK, offline, with this machine's repository: what the last build here needed is in it.
jdk=$(jdk_home)
maven=$(mvn -v 2>/dev/null | sed -n 's/^Maven home: //p')
repository=$(cd "$root" && mvn -q -o -N help:evaluate -Dexpression=settings.localRepository -DforceStdout 2>/dev/null || true)
[ -d "$repository" ] || repository=$HOME/.m2/repository
add_shell "$work/root"
add_programs "$work/root" kill paste
mkdir -p "$work/root/opt/java/openjdk" "$work/root/usr/share" "$work/root/root/.m2"
# Links are followed: a distribution keeps configuration elsewhere, and may link to sources that it does not bring.
tar -C "$jdk" -ch --exclude=./lib/src.zip --exclude=./demo --exclude=./man --exclude=./docs . |
  tar -C "$work/root/opt/java/openjdk" -x
for library in "$work/root"/opt/java/openjdk/bin/java "$work/root"/opt/java/openjdk/lib/{libnet,libnio,libzip,libmanagement,libjimage}.so; do
  add_libraries "$work/root" "$library"
done
add_jni_libraries "$work/root"
cp -rL "$maven" "$work/root/usr/share/maven"
ln -s ../share/maven/bin/mvn "$work/root/usr/bin/mvn"
# Hard links: the repository is large and only read.
cp -rl "$repository" "$work/root/root/.m2/repository" 2>/dev/null || cp -r "$repository" "$work/root/root/.m2/repository"
echo '<settings><offline>true</offline></settings>' >"$work/root/root/.m2/settings.xml"
import "$name" "Maven, JDK and Maven repository of this machine; offline" \
  'ENV JAVA_HOME=/opt/java/openjdk' 'ENV PATH=/opt/java/openjdk/bin:/usr/bin:/bin' 'CMD ["mvn"]'
