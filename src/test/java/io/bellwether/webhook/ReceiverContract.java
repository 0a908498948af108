package io.bellwether.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpReply;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import io.bellwether.notify.NotifyDecision;
import io.bellwether.notify.Transitions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every receiver must do. A receiver's own test extends this and adds its payload and its body codes. */
public abstract class ReceiverContract {

    protected static final long NOW = 1_700_000_500_000L;

    private static final Set<Integer> RETRIED = Set.of(408, 425, 429);
    private static final Set<Integer> OF_THE_REQUEST = Set.of(400, 409, 413, 422);

    /** The receiver under test. */
    protected abstract WebhookFormat format();

    /** Everything that no output may hold in the clear. */
    protected abstract List<String> secrets();

    /** The body of a success. */
    protected String goodBody() {
        return "";
    }

    /** The most bytes that the target takes. */
    protected abstract int maxBytes();

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
    void theSameMessageAtTheSameTimeIsTheSameBytes() {
        WebhookRequest first = format().render(message(3), NOW);
        WebhookRequest second = format().render(message(3), NOW);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers()).isEqualTo(first.headers());
    }

    @Test
    void noSecretStandsInAMessage() {
        for (int count : new int[] {1, 2, 80}) {
            WebhookRequest request = format().render(message(count), NOW);
            String all = request.headers() + new String(request.body(), StandardCharsets.UTF_8);
            assertThat(all).doesNotContain(secrets());
        }
        assertThat(format().toString()).doesNotContain(secrets());
    }

    @Test
    void aMessageFitsAndCountsWhatItLeavesOut() {
        for (int count : new int[] {1, 2, 49, 50, 51, 1_000, 9_000}) {
            WebhookRequest request = format().render(message(count), NOW);
            assertThat(request.body().length).as("%d changes", count).isLessThanOrEqualTo(maxBytes());
            assertThat(request.truncated()).isBetween(0, count - 1);
        }
    }

    /** A message of so many firing cases. */
    protected static Batch message(int count) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            changes.add(Transitions.change(Transitions.ofCase("case-" + i, Transitions.START - i * 1_000L)));
        }
        return Batch.of("hook", Map.of("uid", "sla-breach"), NotifyDecision.Reason.FIRST, changes);
    }
}
