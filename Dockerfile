# The server in a container: docker build -t footlights .
# Media needs its UDP port published with the same number, and --public-ip: see docs/operations.md.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -q -pl app -am package
RUN "$JAVA_HOME/bin/jlink" \
      --add-modules java.se,jdk.crypto.ec,jdk.management,jdk.unsupported,jdk.zipfs \
      --strip-debug --no-man-pages --no-header-files --compress zip-6 --output /java

FROM debian:13-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin footlights \
    && install -d -o 10001 -m 700 /data
COPY --from=build /java /opt/java
COPY --from=build /src/app/target/lib /opt/footlights/lib
COPY --from=build /src/app/target/footlights.jar /opt/footlights/

# One media loop, and so one UDP port.
ENV FOOTLIGHTS_HTTP=0.0.0.0:4569 \
    FOOTLIGHTS_MEDIA_PORT=4570 \
    FOOTLIGHTS_MEDIA_LOOPS=1 \
    FOOTLIGHTS_DATA=/data
EXPOSE 4569/tcp 4570/udp
VOLUME /data
WORKDIR /data
USER 10001

# The image has no curl, but bash opens connections. With --tls-cert run it by --no-healthcheck.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/4569 && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]

ENTRYPOINT ["/opt/java/bin/java", "--enable-native-access=ALL-UNNAMED", "-XX:+UseParallelGC", \
    "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=60", \
    "-Djdk.virtualThreadScheduler.parallelism=2", "-jar", "/opt/footlights/footlights.jar"]
CMD ["serve"]
