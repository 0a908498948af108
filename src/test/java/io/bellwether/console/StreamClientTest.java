package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.console.Sessions.Session;
import io.bellwether.settings.ConsoleSettings.Role;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamClientTest {

    private static final byte[] MESSAGE = "event: tick\n\n".getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger completed = new AtomicInteger();
    private final Line line = new Line();
    private final StreamClient client =
            new StreamClient(new Session("id", "ann", Role.VIEWER, "csrf", 0), context(), line);

    /** Takes what is written as long as it is open. */
    private static final class Line extends ServletOutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private boolean open = true;

        @Override
        public boolean isReady() {
            return open;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int one) {
            taken.write(one);
        }
    }

    private AsyncContext context() {
        return (AsyncContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("complete");
                    completed.incrementAndGet();
                    return null;
                });
    }

    @Test
    void whatALineDoesNotTakeYetIsKept() throws Exception {
        client.send(MESSAGE);
        assertThat(line.taken.size()).as("nothing before the line is there").isZero();
        client.onWritePossible();
        line.open = false;
        client.send(MESSAGE);
        client.send(MESSAGE);
        assertThat(line.taken.size()).isEqualTo(MESSAGE.length);
        line.open = true;
        client.onWritePossible();
        assertThat(line.taken.size()).isEqualTo(3 * MESSAGE.length);
    }

    @Test
    void whoIsTooSlowIsLetGo() throws Exception {
        client.onWritePossible();
        line.open = false;
        for (int i = 0; i < 256; i++) {
            client.send(MESSAGE);
        }
        assertThat(client.isOver()).isFalse();
        client.send(MESSAGE);
        assertThat(client.isOver()).isTrue();
        client.send(MESSAGE);
        assertThat(completed).hasValue(1);
    }

    @Test
    void neitherIsMoreKeptThanSoManyBytes() throws Exception {
        client.onWritePossible();
        line.open = false;
        byte[] large = new byte[9 << 20];
        client.send(large);
        client.send(large);
        assertThat(client.isOver()).isFalse();
        client.send(MESSAGE);
        assertThat(client.isOver()).isTrue();
    }
}
