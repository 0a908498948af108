package io.bellwether.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bellwether.webhook.WebhookSignature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A receiver of Standard Webhooks on the loopback interface: checks the signature, drops repetitions by
 * {@code webhook-id}, keeps and announces what is new and, if asked, writes it to a file, one message a line. What it does is
 * what {@code docs/alerting.md} asks of a receiver.
 */
public final class WebhookReceiver implements AutoCloseable {

    /** The path that messages are posted to. */
    public static final String PATH = "/alerts";

    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int KEPT = 10_000;

    private final WebhookSignature signature;
    private final Path file;
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService executor;
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final List<Consumer<Message>> listeners = new CopyOnWriteArrayList<>();

    /**
     * A message that was taken.
     *
     * @param id the {@code webhook-id}
     * @param timestampSeconds of the attempt that was taken
     * @param body the JSON text
     */
    public record Message(String id, long timestampSeconds, String body) {}

    private WebhookReceiver(HttpServer server, ExecutorService executor, String secret, Path file, Clock clock) {
        this.server = server;
        this.executor = executor;
        this.signature = new WebhookSignature(List.of(secret));
        this.file = file;
        this.clock = clock;
    }

    /**
     * Starts a receiver.
     *
     * @param port 0 for any free one
     * @param secret the signing key that the sender has
     * @param file to append messages to, or null
     * @param clock that the time of messages is compared with
     */
    public static WebhookReceiver start(int port, String secret, Path file, Clock clock) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ExecutorService executor = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "bellwether-webhook-receiver");
            thread.setDaemon(true);
            return thread;
        });
        WebhookReceiver receiver = new WebhookReceiver(server, executor, secret, file, clock);
        server.setExecutor(executor);
        server.createContext(PATH, receiver::handle);
        server.start();
        return receiver;
    }

    /** Where to post to. */
    public URI uri() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + PATH);
    }

    /** What was taken, oldest first: the newest ten thousand. */
    public List<Message> messages() {
        synchronized (messages) {
            return new ArrayList<>(messages.values());
        }
    }

    /** Announces every new message from now on, on the server's thread. */
    public void listen(Consumer<Message> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(receive(exchange), -1);
        }
    }

    private int receive(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        byte[] body = read(exchange.getRequestBody());
        if (body.length > MAX_BODY_BYTES) {
            return 413;
        }
        String id = header(exchange, "webhook-id");
        String time = header(exchange, "webhook-timestamp");
        String signatures = header(exchange, "webhook-signature");
        if (id.isEmpty() || !time.matches("[0-9]{1,12}")) {
            return 400;
        }
        long seconds = Long.parseLong(time);
        if (!signature.verify(id, seconds, body, signatures, Math.floorDiv(clock.millis(), 1000L))) {
            return 401;
        }
        accept(new Message(id, seconds, new String(body, StandardCharsets.UTF_8)));
        return 204;
    }

    /** Writes before it answers, so that a success means that the message is kept. */
    private void accept(Message message) {
        synchronized (messages) {
            if (messages.containsKey(message.id())) {
                return;
            }
            append(message);
            messages.put(message.id(), message);
            if (messages.size() > KEPT) {
                messages.remove(messages.keySet().iterator().next());
            }
        }
        listeners.forEach(listener -> listener.accept(message));
    }

    private void append(Message message) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, message.body() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write messages to " + file, e);
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        return in.readNBytes(MAX_BODY_BYTES + 1);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
