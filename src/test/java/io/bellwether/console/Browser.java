package io.bellwether.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Speaks to a console as its page does. */
final class Browser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;
    String cookie = "";
    String csrf = "";
    /** As a proxy says it. */
    String forwardedFor = "";

    Browser(ConsoleServer console) {
        this.url = console.url();
    }

    /** Comes to know who it is. */
    JsonNode me() throws Exception {
        HttpResponse<String> answer = get("/api/me");
        keep(answer);
        JsonNode me = JSON.readTree(answer.body());
        csrf = me.path("csrf").asText();
        return me;
    }

    int signIn(String name, String password) throws Exception {
        HttpResponse<String> answer =
                post("/api/login", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
        keep(answer);
        return answer.statusCode();
    }

    private void keep(HttpResponse<?> answer) {
        answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return HTTP.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header(Gate.CSRF_HEADER, csrf.isEmpty() ? "none" : csrf)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A form of another page, which the browser sends with the cookie. */
    HttpResponse<String> form(String path, String body) throws Exception {
        return HTTP.send(
                request(path)
                        .header("Content-Type", "text/plain")
                        .header(Gate.CSRF_HEADER, csrf)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The stream, to be read until what is waited for comes. */
    InputStream stream() throws IOException, InterruptedException {
        return HTTP.send(request("/api/stream").build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    /** The data of the first event of that name. */
    static JsonNode awaitEvent(InputStream stream, String event) throws IOException {
        StringBuilder line = new StringBuilder();
        boolean named = false;
        for (int next = stream.read(); next >= 0; next = stream.read()) {
            if (next != '\n') {
                line.append((char) next);
                continue;
            }
            String said = new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            line.setLength(0);
            if (named && said.startsWith("data: ")) {
                return JSON.readTree(said.substring(6));
            }
            named = said.equals("event: " + event);
        }
        throw new AssertionError("the stream ended before event " + event);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        if (!forwardedFor.isEmpty()) {
            request.header("X-Forwarded-For", forwardedFor);
        }
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }
}
