package io.bellwether.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP server on the loopback interface that does what a test tells it: a script of behaviours, one a request, then
 * success for ever. Speaks on raw sockets, because a proper server cannot reset a connection.
 */
public final class MisbehavingServer implements AutoCloseable {

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "misbehaving-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Behaviour> script = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();

    /** A request that arrived whole; header names in lower case. */
    public record Request(String path, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** What to do with one request. */
    @FunctionalInterface
    public interface Behaviour {
        void act(Socket socket, Request request) throws IOException;
    }

    public MisbehavingServer() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::acceptAll);
    }

    /** Answers with a status, headers such as {@code Retry-After: 1} and a body. */
    public static Behaviour status(int status, String body, String... headers) {
        return (socket, request) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Told so\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            if (status != 204) {
                head.append("Content-Length: ").append(bytes.length).append("\r\n");
            }
            head.append("Connection: close\r\n\r\n");
            OutputStream out = socket.getOutputStream();
            out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(bytes);
            out.flush();
        };
    }

    /** Cuts the connection as a crashed peer does. */
    public static Behaviour reset() {
        return (socket, request) -> socket.setSoLinger(true, 0);
    }

    /** Does nothing until the latch opens, then acts. */
    public static Behaviour held(CountDownLatch until, Behaviour then) {
        return (socket, request) -> {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            then.act(socket, request);
        };
    }

    /** Appends to the script. */
    public MisbehavingServer then(Behaviour... behaviours) {
        synchronized (script) {
            script.addAll(List.of(behaviours));
        }
        return this;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
    }

    /** All requests so far. */
    public List<Request> requests() {
        synchronized (requests) {
            return new ArrayList<>(requests);
        }
    }

    /** The highest number of requests that were under way together. */
    public int mostOpen() {
        return mostOpen.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        try (socket) {
            Request request = read(new BufferedInputStream(socket.getInputStream()));
            Behaviour behaviour;
            synchronized (script) {
                behaviour = script.isEmpty() ? status(204, "") : script.poll();
            }
            synchronized (requests) {
                requests.add(request);
            }
            behaviour.act(socket, request);
            open.decrementAndGet();
        } catch (IOException e) {
            // the client hung up, which tests provoke; what they check is on the client's side
            open.decrementAndGet();
        }
    }

    private static Request read(InputStream in) throws IOException {
        String[] first = line(in).split(" ");
        if (first.length < 2) {
            throw new IOException("that is no request");
        }
        String path = first[1];
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("that is no header");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(path, headers, in.readNBytes(length));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the client hung up");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
