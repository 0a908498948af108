package io.bellwether.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SQL through QuestDB's REST interface. */
public final class StoreQuery {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private StoreQuery() {}

    public static List<Map<String, Object>> run(URI store, String sql) throws IOException, InterruptedException {
        URI uri = store.resolve("/exec?query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode answer = JSON.readTree(response.body());
        if (answer.has("error")) {
            throw new IOException("The metrics store refuses '" + sql + "' at character "
                    + answer.path("position").asInt() + ": "
                    + answer.path("error").asText());
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (JsonNode row : answer.path("dataset")) {
            rows.add(row(answer.path("columns"), row));
        }
        return rows;
    }

    private static Map<String, Object> row(JsonNode columns, JsonNode values) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(
                    columns.get(i).path("name").asText(),
                    value(values.get(i), columns.get(i).path("type").asText()));
        }
        return row;
    }

    private static Object value(JsonNode value, String type) {
        if (value.isNull()) {
            return null;
        }
        return switch (type) {
            case "LONG", "INT", "SHORT", "BYTE" -> value.asLong();
            case "DOUBLE", "FLOAT" -> value.asDouble();
            case "BOOLEAN" -> value.asBoolean();
            default -> value.asText();
        };
    }
}
