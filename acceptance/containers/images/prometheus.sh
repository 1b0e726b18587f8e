# Prometheus as it is installed here, else as Debian packages it, which is not installed for that.
if ! command -v prometheus >/dev/null; then
  (cd "$work" && apt-get download -qq prometheus >/dev/null && dpkg-deb -x prometheus_*.deb "$work/debian")
  PATH=$work/debian/usr/bin:$PATH
fi
add_shell "$work/layer"
add_programs "$work/layer" prometheus promtool
mkdir -p "$work/layer/etc/prometheus" "$work/layer/prometheus"
chmod 0777 "$work/layer/prometheus"
import "$name" "Debian's $(prometheus --version 2>&1 | sed -n '1s/^prometheus, version \([^ ]*\).*/Prometheus \1/p')" \
  'USER nobody' 'WORKDIR /prometheus' 'EXPOSE 9090' 'VOLUME ["/prometheus"]' 'ENTRYPOINT ["/bin/prometheus"]' \
  'CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]'
