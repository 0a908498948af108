package io.bellwether.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.http.GuardedHttpClient;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpReply;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.notify.Batch;
import io.bellwether.notify.LifeSign;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Transitions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every receiver must do. A receiver's own test extends this and adds its payload and its body codes. */
public abstract class ReceiverContract extends ReceiverScene {

    private static final Set<Integer> RETRIED = Set.of(408, 425, 429);
    private static final Set<Integer> OF_THE_REQUEST = Set.of(400, 409, 413, 422);

    /** The most bytes that the target takes. */
    protected abstract int maxBytes();

    /** The body of a success. */
    protected String goodBody() {
        return "";
    }

    /** Answers that its vendor is known to give. */
    protected List<Said> answers() {
        return List.of();
    }

    /** Whether messages have to hold the key. */
    protected boolean carriesItsKey() {
        return false;
    }

    /** Whether people read its messages: then it has words in two languages, and long texts are cut. */
    protected boolean isRead() {
        return true;
    }

    static IntStream everyStatus() {
        return IntStream.rangeClosed(100, 599);
    }

    @ParameterizedTest
    @MethodSource("everyStatus")
    void everyStatusHasOneMeaning(int status) {
        HttpOutcome outcome = format().classify(new HttpReply(status, Map.of(), goodBody()), NOW);
        Class<? extends HttpOutcome> expected;
        if (status / 100 == 2) {
            expected = HttpOutcome.Ok.class;
        } else if (status / 100 == 5 || RETRIED.contains(status)) {
            expected = HttpOutcome.Retry.class;
        } else {
            expected = OF_THE_REQUEST.contains(status) ? HttpOutcome.Final.class : HttpOutcome.Disable.class;
        }
        assertThat(outcome).isInstanceOf(expected);
    }

    @Test
    void everyKnownAnswerHasOneMeaning() {
        for (Said said : answers()) {
            HttpOutcome outcome = format().classify(new HttpReply(said.status(), Map.of(), said.body()), NOW);
            assertThat(outcome).as(said.toString()).isEqualTo(said.meaning());
        }
    }

    /** Whatever stands in an answer, it has a meaning, and a success of HTTP alone is none where the body says more. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "42", "\"ok\"", "<html>", "{\"a\":1}", "{\"errcode\":\"x\"}", "\ud83d"})
    void anyAnswerHasAMeaning(String body) {
        for (int status : new int[] {200, 204, 400, 403, 404, 410, 429, 500}) {
            HttpOutcome outcome = format().classify(new HttpReply(status, Map.of(), body), NOW);
            assertThat(outcome.word()).matches("[a-z0-9_]{2,40}");
            assertThat(status >= 300 && outcome instanceof HttpOutcome.Ok).isFalse();
        }
    }

    @Test
    void theSameMessageAtTheSameTimeIsTheSameBytes() {
        WebhookRequest first = format().render(message(3), NOW);
        WebhookRequest second = format().render(message(3), NOW);
        assertThat(second.uri()).isEqualTo(first.uri());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers()).isEqualTo(first.headers());
    }

    @Test
    void noSecretStandsInAMessage() {
        for (int count : new int[] {1, 2, 80}) {
            WebhookRequest request = format().render(message(count), NOW);
            String all = request.headers() + new String(request.body(), StandardCharsets.UTF_8);
            assertThat(all).doesNotContain(carriesItsKey() ? List.of("geheimer-pfad") : hidden());
        }
        Endpoint endpoint = endpoint(URL, "");
        assertThat(endpoint + " " + endpoint.format()).doesNotContain(hidden());
    }

    private List<String> hidden() {
        List<String> hidden = new ArrayList<>(secrets().values());
        hidden.add("geheimer-pfad");
        return hidden;
    }

    /** Whatever a receiver echoes of what it was sent. */
    @Test
    void nothingThatItEchoesIsTold() {
        Recipient recipient = Recipient.all(
                        new Routing("r.yaml", Map.of("hook", receiver("")), List.of(), ""), variables(URL))
                .get("hook");
        WebhookRequest request = recipient.endpoint().format().render(message(1), NOW);
        for (String echo : new String[] {
            "no " + secrets().values() + " for " + URL,
            "bad request to " + request.uri(),
            "{\"path\":\"\\/robot\\/geheimer-pfad\"}",
            request.headers().toString()
        }) {
            String told = recipient.detail(new HttpReply(403, Map.of(), echo), null);
            assertThat(told).doesNotContain(hidden());
            assertThat(recipient.detail(null, new IOException(echo))).doesNotContain(hidden());
        }
    }

    @Test
    void aMessageFitsAndCountsWhatItLeavesOut() {
        for (int count : new int[] {1, 2, 49, 50, 51, 1_000, 9_000}) {
            WebhookRequest request = format().render(message(count), NOW);
            assertThat(request.body().length).as("%d changes", count).isLessThanOrEqualTo(maxBytes());
            assertThat(request.truncated()).isBetween(0, count - 1);
        }
    }

    /** Long texts of characters that no limit may cut through: two units of UTF-16, three bytes, quotes, mark-up. */
    @ParameterizedTest
    @ValueSource(strings = {"\ud83d\ude00", "等待", "a \"b\\c\"\n", "<b>&*[x](y)_", "\ud83d", "\u0007"})
    void aLongTextIsCutBetweenCharacters(String piece) throws IOException {
        for (int length : new int[] {40, 1_000, 1_371, 5_000, 60_000}) {
            Transition long1 = Transitions.worded("a", piece.repeat(length / 40), piece.repeat(length));
            WebhookRequest request = format().render(batch(long1), NOW);
            if (isRead()) {
                assertThat(request.body().length).isLessThanOrEqualTo(maxBytes());
            }
            String text = strictUtf8(request.body());
            assertThat(JSON.readTree(text).toString()).doesNotContain("\ufffd");
            if (format().maxChanges() > 1) {
                request = format().render(batch(long1, Transitions.firing("b", "page")), NOW);
                assertThat(request.truncated()).isBetween(0, 1);
            }
        }
    }

    private static String strictUtf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    @Test
    void aMessageLeadsToDashboardAndRunbook() {
        String body = body(batch(Transitions.firing("a", "page")), "");
        assertThat(body).contains("https://wiki.example/backlog", "https://grafana.example/d/cs");
    }

    @Test
    void wordsAreInTheLanguageOfTheReceiver() {
        if (!isRead()) {
            return;
        }
        Transition end = Transitions.resolved("a", 725, "page");
        assertThat(body(batch(end), "")).contains("12 min 5 s").doesNotContain("持续");
        assertThat(body(batch(end), ", language: zh")).contains("持续 12 分钟 5 秒").doesNotContain("12 min");
        Transition begin = Transitions.changed("a", 2, "page", "warning");
        assertThat(body(batch(begin), ", language: zh")).doesNotContain("Now page", "was warning");
    }

    /** Over a socket, as the delivery sends it: what was written arrives, and the vendor's success is one. */
    @Test
    void speaksToAServer() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer();
                GuardedHttpClient client = new GuardedHttpClient()) {
            server.then(MisbehavingServer.status(200, goodBody()), MisbehavingServer.status(503, "", "Retry-After: 7"));
            Endpoint endpoint = endpoint(server.uri("/robot/geheimer-pfad").toString(), "");
            WebhookRequest request = endpoint.format().render(message(1), NOW);
            assertThat(send(client, endpoint, request)).isEqualTo(new HttpOutcome.Ok());
            assertThat(send(client, endpoint, request)).isEqualTo(new HttpOutcome.Retry("http_503", 7_000, false));
            MisbehavingServer.Request arrived = server.requests().get(0);
            assertThat(arrived.body()).isEqualTo(request.body());
            assertThat(arrived.path()).startsWith("/robot/geheimer-pfad");
            assertThat(arrived.headers())
                    .containsEntry("user-agent", "bellwether")
                    .containsKey("content-type");
        }
    }

    /** The routing file goes by the type alone. */
    @Test
    void whoTakesHeartbeatsHasAMessageForThem() {
        WebhookFormat format = format();
        assertThat(receiver("").type().takesHeartbeats()).isEqualTo(format instanceof HeartbeatFormat);
        if (format instanceof HeartbeatFormat beating) {
            WebhookRequest request = beating.render(new LifeSign("hook", 60_000).at(NOW, NOW), NOW);
            assertThat(request.body()).isNotEmpty();
            assertThat(new String(request.body(), StandardCharsets.UTF_8)).contains("heartbeat", "every_seconds");
        }
    }

    private static HttpOutcome send(GuardedHttpClient client, Endpoint endpoint, WebhookRequest request)
            throws Exception {
        HttpReply reply = client.send(
                        request.method(), request.uri(), endpoint.allowed(), request.headers(), request.body())
                .get(20, TimeUnit.SECONDS);
        return endpoint.format().classify(reply, NOW);
    }

    private String body(Batch batch, String more) {
        return new String(format(more).render(batch, NOW).body(), StandardCharsets.UTF_8);
    }
}
