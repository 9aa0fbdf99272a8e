#!/usr/bin/env bash
# Apache HttpCore 5.4.4 (with HttpClient 5.6.5): EntityDetails.isChunked() answers true for a reply that is not chunked.
#
# A reply whose body ends with the connection, without Content-Length and without Transfer-Encoding, is valid HTTP/1.1. The
# details that the asynchronous client hands to a response consumer say of it: isChunked() true, and a content length of
# -9223372036854775807. The expectation was isChunked() false and -1: that the method tells Transfer-Encoding: chunked apart
# from the other ways to end a body, and that an unknown length is -1, as it is for the chunked reply. It tells only that the
# length is negative; a consumer that must know whether a body has an announced end has to read the headers.
#
# Seen: "no length: -9223372036854775807 chunked=true; length: 2 chunked=false; chunked: -1 chunked=true"
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.httpcomponents.client5</groupId><artifactId>httpclient5</artifactId><version>5.6.5</version></dependency>
    <dependency><groupId>org.apache.httpcomponents.core5</groupId><artifactId>httpcore5</artifactId><version>5.4.4</version></dependency>
  </dependencies>
</project>
POM
cat >Chunked.java <<'JAVA'
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

public class Chunked {
    static String seen;

    static String ask(String head, String body) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = HttpAsyncClients.createDefault()) {
            Thread answer = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream()
                            .write(("HTTP/1.1 200 OK\r\n" + head + "\r\n" + body).getBytes(StandardCharsets.US_ASCII));
                } catch (Exception e) {
                    e.printStackTrace();
                }
            });
            answer.start();
            client.start();
            var request = SimpleRequestBuilder.get("http://127.0.0.1:" + server.getLocalPort() + "/").build();
            client.execute(SimpleRequestProducer.create(request), new Details(), null).get(30, TimeUnit.SECONDS);
            answer.join();
            return seen;
        }
    }

    static class Details implements AsyncResponseConsumer<Void> {
        private FutureCallback<Void> result;

        public void consumeResponse(
                HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<Void> result) {
            seen = entity.getContentLength() + " chunked=" + entity.isChunked();
            this.result = result;
        }

        public void informationResponse(HttpResponse response, HttpContext context) {}

        public void updateCapacity(CapacityChannel channel) throws java.io.IOException {
            channel.update(Integer.MAX_VALUE);
        }

        public void consume(ByteBuffer chunk) {
            chunk.position(chunk.limit());
        }

        public void streamEnd(java.util.List<? extends Header> trailers) {
            result.completed(null);
        }

        public void failed(Exception cause) {}

        public void releaseResources() {}
    }

    public static void main(String[] args) throws Exception {
        System.out.println("no length: " + ask("Connection: close\r\n", "ok") + "; length: "
                + ask("Content-Length: 2\r\n", "ok") + "; chunked: "
                + ask("Transfer-Encoding: chunked\r\n", "2\r\nok\r\n0\r\n\r\n"));
    }
}
JAVA
mvn -q -B -ntp dependency:build-classpath -Dmdep.outputFile=classpath >maven.log 2>&1 || { cat maven.log; exit 1; }
seen=$(java -cp "$(cat classpath)" Chunked.java 2>errors.log) || { cat errors.log; exit 1; }
echo "$seen"
expected="no length: -9223372036854775807 chunked=true; length: 2 chunked=false; chunked: -1 chunked=true"
[ "$seen" = "$expected" ] || { echo "changed; expected: $expected"; exit 1; }
