package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests write to an InfluxDB and ask of it, without the code that they test. */
final class InfluxLines {

    private static final int BATCH = 20_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private InfluxLines() {}

    static void create(String store, String database) throws Exception {
        post(store + "/query", "q=" + encoded("CREATE DATABASE " + database));
    }

    /** @return what the store answers, as JSON; times in milliseconds, as Grafana asks for */
    static String query(String store, String database, String text) throws Exception {
        return post(store + "/query?epoch=ms&db=" + database, "q=" + encoded(text));
    }

    static void write(String store, String database, String lines) throws Exception {
        post(store + "/write?precision=ms&db=" + database, lines);
    }

    static void write(String store, String database, Path points) throws Exception {
        try (BufferedReader lines = Files.newBufferedReader(points)) {
            StringBuilder batch = new StringBuilder();
            int count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                batch.append(line).append('\n');
                if (++count % BATCH == 0) {
                    write(store, database, batch.toString());
                    batch.setLength(0);
                }
            }
            write(store, database, batch.toString());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String post(String address, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
        return response.body();
    }
}
