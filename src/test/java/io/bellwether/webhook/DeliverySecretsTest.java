package io.bellwether.webhook;

import static io.bellwether.http.MisbehavingServer.reset;
import static io.bellwether.http.MisbehavingServer.status;
import static io.bellwether.notify.Transitions.firing;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.http.MisbehavingServer;
import io.bellwether.http.Redact;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Variables;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong, key and path of a webhook stay out of logs, reports, state and the job graph. */
class DeliverySecretsTest {

    private static final String KEY = DeliveryHarness.SECRET.substring("whsec_".length());
    private static final String PATH = "geheimer-pfad";

    @Test
    void noFailureTellsASecret() throws Exception {
        try (LogCapture logs = new LogCapture();
                MisbehavingServer server = new MisbehavingServer();
                DeliveryHarness delivery = DeliveryHarness.start(server)) {
            String echo = "bad key " + KEY + " or " + DeliveryHarness.SECRET + " for /" + PATH + "?x";
            server.then(
                    status(500, echo),
                    reset(),
                    status(429, echo, "Retry-After: 1"),
                    status(410, echo),
                    status(302, echo, "Location: /" + PATH),
                    status(401, echo),
                    status(400, echo));
            delivery.send(firing("a", "page"));
            for (int attempt = 1; attempt <= 6; attempt++) {
                delivery.answers(1);
                assertThat(bytes(delivery.snapshot())).doesNotContain(KEY, PATH);
                delivery.clock(attempt * 301_000L);
            }
            delivery.answers(1);
            assertThat(delivery.failed()).hasSize(1);
            assertThat(delivery.failed().toString())
                    .contains("http_400", "bad key ***")
                    .doesNotContain(KEY, PATH);
            assertThat(logs.lines()).hasSizeGreaterThanOrEqualTo(6).noneMatch(line -> line.contains(KEY));
            assertThat(logs.lines()).noneMatch(line -> line.contains(PATH));
        }
    }

    /** A receiver need not echo the whole URL: a part of it may be the key, as it stands there or decoded. */
    @Test
    void noPieceOfAUrlIsTold() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer()) {
            Variables variables = Variables.of(Map.of(
                    "HOOK_SECRET",
                    DeliveryHarness.SECRET,
                    "HOOK_PATH",
                    "x/s401/PATH%2DSECRET?token=QUERY+SECRET%21&v=1&BARESECRET"));
            Routing routing = Routing.parse(
                    "alert-routing.yaml", DeliveryHarness.receiver("hook", server) + DeliveryHarness.ROUTES, variables);
            List<String> secrets =
                    Endpoint.of(routing.receivers().get("hook"), variables).secrets();
            assertThat(List.of(
                            "PATH%2DSECRET",
                            "PATH-SECRET",
                            "QUERY+SECRET%21",
                            "QUERY+SECRET!",
                            "QUERY SECRET!",
                            "BARESECRET",
                            "x/s401/PATH-SECRET",
                            "x\\/s401\\/PATH%2DSECRET",
                            KEY))
                    .allSatisfy(piece -> assertThat(Redact.text("no " + piece + " here", secrets))
                            .isEqualTo("no *** here"));
            String harmless = "BlockedAddressException: x of s401, v=1, token";
            assertThat(Redact.text(harmless, secrets)).isEqualTo(harmless);
        }
    }

    @Test
    void theJobGraphHoldsNamesNotSecrets() throws Exception {
        Routing routing;
        try (MisbehavingServer server = new MisbehavingServer()) {
            routing = DeliveryHarness.routing(server, DeliveryHarness.ROUTES);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(routing);
            out.writeObject(Variables.ofEnvironment());
        }
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
                .contains("HOOK_SECRET")
                .doesNotContain(KEY, PATH);
    }

    private static String bytes(OperatorSubtaskState state) throws Exception {
        StringBuilder all = new StringBuilder();
        for (KeyedStateHandle handle : state.getManagedKeyedState()) {
            try (java.io.InputStream in = ((KeyGroupsStateHandle) handle).openInputStream()) {
                all.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(all).contains("hook");
        return all.toString();
    }

    /** Everything that any logger says while it is open. */
    private static final class LogCapture extends AbstractAppender implements AutoCloseable {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final org.apache.logging.log4j.core.Logger root;
        private final Level before;

        LogCapture() {
            super("capture", null, null, false, Property.EMPTY_ARRAY);
            start();
            root = ((LoggerContext) LogManager.getContext(false)).getRootLogger();
            before = root.getLevel();
            root.addAppender(this);
            Configurator.setLevel("io.bellwether", Level.DEBUG);
        }

        @Override
        public void append(LogEvent event) {
            Throwable thrown = event.getThrown();
            StringBuilder line = new StringBuilder(event.getMessage().getFormattedMessage());
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                line.append(' ').append(cause);
            }
            lines.add(line.toString());
        }

        List<String> lines() {
            return lines.stream().filter(line -> !line.isEmpty()).toList();
        }

        @Override
        public void close() {
            Configurator.setLevel("io.bellwether", before);
            root.removeAppender(this);
            stop();
        }
    }
}
