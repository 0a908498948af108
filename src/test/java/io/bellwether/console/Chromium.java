package io.bellwether.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A browser without a screen, spoken to by its DevTools protocol. */
final class Chromium implements AutoCloseable, WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final StringBuilder received = new StringBuilder();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    /** Errors of pages: exceptions, and whatever the browser itself calls an error, such as a refused script. */
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private String target = "";
    private volatile String session = "";

    Chromium(Path program, Path profile) throws Exception {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--hide-scrollbars",
                        "--user-data-dir=" + profile,
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("output.txt").toFile())
                .start();
        List<String> where = where(profile.resolve("DevToolsActivePort"));
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + where.get(0) + where.get(1)), this)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private List<String> where(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < 2) {
            if (!process.isAlive()) {
                throw new IOException("the browser ended by itself");
            }
            lines = Files.exists(file) ? Files.readAllLines(file) : lines;
        }
        return lines;
    }

    /** Closes the page; no error of it is heard of any more. */
    void leave() throws Exception {
        session = "";
        if (!target.isEmpty()) {
            call("Target.closeTarget", JSON.createObjectNode().put("targetId", target));
            target = "";
        }
    }

    /** A new page in the place of the last one, in which local storage says what is given before anything runs. */
    void open(String url, int width, int height, Map<String, String> stored) throws Exception {
        open(url, width, height, stored, "");
    }

    /** The same, with a script that runs before the page's own. */
    void open(String url, int width, int height, Map<String, String> stored, String first) throws Exception {
        leave();
        target = call("Target.createTarget", JSON.createObjectNode().put("url", "about:blank"))
                .path("targetId")
                .asText();
        session = call(
                        "Target.attachToTarget",
                        JSON.createObjectNode().put("targetId", target).put("flatten", true))
                .path("sessionId")
                .asText();
        call("Runtime.enable", JSON.createObjectNode());
        call("Log.enable", JSON.createObjectNode());
        call("Page.enable", JSON.createObjectNode());
        call(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        StringBuilder script = new StringBuilder(first);
        stored.forEach((key, value) -> script.append("localStorage.setItem('" + key + "', '" + value + "');"));
        call("Page.addScriptToEvaluateOnNewDocument", JSON.createObjectNode().put("source", script.toString()));
        call("Page.navigate", JSON.createObjectNode().put("url", url));
    }

    /** The value of an expression in the page. */
    JsonNode eval(String expression) throws Exception {
        JsonNode answer = call(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until an expression is true. */
    void await(String expression) throws Exception {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!eval("Boolean(" + expression + ")").asBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("never true: " + expression + "\n"
                        + eval("document.body.innerText").asText() + "\n" + errors);
            }
        }
    }

    void picture(Path file) throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(call("Page.captureScreenshot", JSON.createObjectNode())
                                .path("data")
                                .asText()));
    }

    List<String> errors() {
        return errors;
    }

    private JsonNode call(String method, ObjectNode parameters) throws Exception {
        int id = ids.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        if (!session.isEmpty() && !method.startsWith("Target.")) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(message.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        received.append(data);
        if (last) {
            take(received.toString());
            received.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            CompletableFuture<JsonNode> answer = asked.remove(message.path("id").asInt());
            if (answer != null) {
                answer.complete(message.path("result"));
            } else if (message.path("sessionId").asText().equals(session)) {
                told(message.path("method").asText(), message.path("params"));
            }
        } catch (IOException e) {
            errors.add(e.toString());
        }
    }

    private void told(String method, JsonNode parameters) {
        JsonNode entry = parameters.path("entry");
        if (method.equals("Runtime.exceptionThrown")) {
            errors.add(parameters.toString());
        } else if (method.equals("Log.entryAdded")
                && entry.path("level").asText().equals("error")) {
            errors.add(entry.toString());
        }
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
