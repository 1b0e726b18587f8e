# Root file systems made of what is on this machine. To be sourced.

# Makes an empty root file system in DIRECTORY: the usual links and files, no program.
empty_root() {
  local root=$1
  mkdir -p "$root"/{etc,usr/{bin,lib,lib64,sbin},root,home,tmp,var/tmp,proc,sys,dev,run}
  chmod 1777 "$root/tmp" "$root/var/tmp"
  for link in bin lib lib64 sbin; do ln -s "usr/$link" "$root/$link"; done
  printf 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/:/bin/false\n' >"$root/etc/passwd"
  printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/etc/group"
  printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
}

# Puts programs of this machine into a root file system, each with the shared libraries that it asks for.
add_programs() {
  local root=$1 program path library
  shift
  for program in "$@"; do
    path=$(type -P "$program") || { echo "stand-ins: no program $program on this machine" >&2; return 1; }
    cp -L "$path" "$root/usr/bin/$(basename "$path")"
    add_libraries "$root" "$path"
  done
}

# Puts the shared libraries that FILE asks for where it looks for them.
add_libraries() {
  local root=$1 library
  # Lines such as "libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)" and "/lib64/ld-linux-x86-64.so.2 (0x…)".
  for library in $(ldd "$2" 2>/dev/null | grep -oE '/[^ ]+' || true); do
    [ -e "$root$library" ] && continue
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
}

# A shell and what scripts call.
add_shell() {
  add_programs "$1" bash awk basename cat chmod cp cut date dirname env expr find grep gzip head hostname id ln ls mkdir \
    mktemp mv readlink rm rmdir sed seq sleep sort stat tail tar tee touch tr true uname wc xargs
  ln -sf bash "$1/usr/bin/sh"
}

# A JDK of this machine that jlink can take apart, 17 if there is one.
jdk_home() {
  local home on_path
  on_path=$(dirname "$(dirname "$(readlink -f "$(type -P javac)")")")
  for home in "${JAVA_HOME:-}" "$(dirname "$on_path")"/*17* "$on_path" "$(dirname "$on_path")"/*; do
    if [ -x "$home/bin/jlink" ] && [ -f "$home/jmods/java.base.jmod" ]; then
      readlink -f "$home"
      return
    fi
  done
  echo "stand-ins: needs a JDK with jlink and jmods" >&2
  return 1
}

# A Java run-time with all of Java SE in DIRECTORY, and what its native libraries ask for in the root around it.
add_java() {
  local root=$1 directory=$2 jdk library
  jdk=$(jdk_home)
  mkdir -p "$(dirname "$root$directory")"
  "$jdk/bin/jlink" --output "$root$directory" --no-header-files --no-man-pages --strip-java-debug-attributes --compress 2 \
    --add-modules java.se,jdk.charsets,jdk.crypto.ec,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs
  for library in "$root$directory"/bin/java "$root$directory"/lib/{libnet,libnio,libzip,libmanagement}.so; do
    add_libraries "$root" "$library"
  done
  add_jni_libraries "$root"
}

# What JNI libraries out of jars ask for.
add_jni_libraries() {
  local root=$1 library
  for library in /lib/*-linux-gnu/lib{stdc++.so.6,gcc_s.so.1,m.so.6,dl.so.2,rt.so.1,pthread.so.0,z.so.1} /usr/lib/*-linux-gnu/libstdc++.so.6; do
    [ -e "$library" ] || continue
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
}
