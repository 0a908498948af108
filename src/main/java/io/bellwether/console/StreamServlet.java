package io.bellwether.console;

import io.bellwether.console.Sessions.Session;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Server-sent events: every browser gets the same bytes, which were made once. */
final class StreamServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MOST_CLIENTS = 2_000;

    /** A comment: with it the browser hears at once that it is heard. */
    private static final byte[] BEGINNING = {':', '\n', '\n'};

    private final transient Gate gate;
    private final transient Set<StreamClient> clients = ConcurrentHashMap.newKeySet();

    StreamServlet(Gate gate) {
        this.gate = gate;
    }

    int listening() {
        return clients.size();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        gate.protect(response);
        Session session = gate.session(request);
        if (session == null || gate.isForeign(request)) {
            response.sendError(session == null ? 401 : 403);
            return;
        }
        if (clients.size() >= MOST_CLIENTS) {
            response.sendError(503);
            return;
        }
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        StreamClient client = new StreamClient(session, context, response.getOutputStream());
        client.send(BEGINNING);
        clients.add(client);
        response.getOutputStream().setWriteListener(client);
    }

    /**
     * To everybody; lets go of who is gone or signed out.
     *
     * @param data one line of JSON
     */
    void send(String event, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 64);
        out.writeBytes(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(data);
        out.writeBytes(new byte[] {'\n', '\n'});
        byte[] message = out.toByteArray();
        for (StreamClient client : clients) {
            if (!gate.holds(client.session())) {
                client.end();
            }
            client.send(message);
        }
        clients.removeIf(StreamClient::isOver);
    }

    void close() {
        clients.forEach(StreamClient::end);
    }
}
