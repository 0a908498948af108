package io.bellwether.control;

import static io.bellwether.control.Commands.MINUTE;
import static io.bellwether.control.Commands.NOW;
import static io.bellwether.control.Commands.ack;
import static io.bellwether.control.Commands.episode;
import static io.bellwether.control.Commands.later;
import static io.bellwether.control.Commands.silence;
import static io.bellwether.control.Commands.untilResolved;
import static io.bellwether.control.Commands.withNotice;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.control.Controls.Effect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlsTest {

    private static Controls of(Command... commands) {
        Controls controls = Controls.NONE;
        for (Command command : commands) {
            controls = controls.apply(command, NOW).after();
        }
        return controls;
    }

    private static Expiry end(String id, long millis) {
        return new Expiry(id, NOW + millis, "bob", "");
    }

    /** A silence from minute 10 to minute 20. */
    @ParameterizedTest
    @CsvSource({"0, false", "9, false", "10, true", "19, true", "20, false", "30, false"})
    void aSilenceHoldsFromItsBeginningToBeforeItsEnd(long minute, boolean silenced) {
        Controls controls = of(silence("s", 10, 20));
        assertThat(controls.silence(episode(0), NOW + minute * MINUTE).isPresent())
                .isEqualTo(silenced);
        assertThat(controls.silence(episode(100), NOW + 15 * MINUTE))
                .as("whenever the alert began")
                .isPresent();
    }

    /** Given at minute 0, until resolved. */
    @ParameterizedTest
    @CsvSource({"-10, true", "0, true", "1, false"})
    void untilResolvedSilencesWhatHadBegunAndNothingNew(long began, boolean silenced) {
        Controls controls = of(untilResolved("s"));
        assertThat(controls.silence(episode(began), NOW + 5 * MINUTE).isPresent())
                .isEqualTo(silenced);
    }

    @ParameterizedTest
    @CsvSource({"-10, 5, true", "0, 59, true", "0, 60, false", "1, 5, false", "0, -1, true"})
    void anAcknowledgementIsOfWhatHadBegun(long began, long now, boolean acknowledged) {
        Controls controls = of(ack("k", "a"));
        assertThat(controls.acknowledgement(episode(began), NOW + now * MINUTE).isPresent())
                .isEqualTo(acknowledged);
        assertThat(controls.silence(episode(began), NOW)).isEmpty();
    }

    @Test
    void anExpiryEndsWhatWasSaidBeforeIt() {
        assertThat(of(silence("s", 0, 60), end("s", 5)).silence(episode(0), NOW))
                .isEmpty();
        assertThat(of(end("s", 5), silence("s", 0, 60)).silence(episode(0), NOW))
                .as("in whatever order they come")
                .isEmpty();
        assertThat(of(end("s", 0), silence("s", 0, 60)).silence(episode(0), NOW))
                .as("at the same moment the end counts")
                .isEmpty();
        assertThat(of(end("s", 5), later(silence("s", 0, 60), 10)).silence(episode(0), NOW))
                .as("what is said after it begins anew")
                .isPresent();
        assertThat(of(silence("s", 0, 60), end("other", 5)).silence(episode(0), NOW))
                .isPresent();
    }

    @Test
    void theNewestWordOfAnIdCounts() {
        Silence longer = later(silence("s", 0, 90), 1);
        assertThat(of(silence("s", 0, 60), longer).standing()).containsValue(longer);
        assertThat(of(longer, silence("s", 0, 60)).standing()).containsValue(longer);
        Silence over = later(silence("s", -60, -30), 1);
        assertThat(of(silence("s", 0, 60), over).standing()).isEmpty();
        assertThat(of(over, silence("s", 0, 60)).standing()).isEmpty();
    }

    @Test
    void saysWhatACommandDid() {
        Controls one = of(silence("s", 0, 60));
        assertThat(Controls.NONE.apply(silence("s", 0, 60), NOW).effect()).isEqualTo(Effect.TAKEN);
        assertThat(one.apply(silence("s", 0, 60), NOW)).isEqualTo(new Controls.Applied(one, Effect.KNOWN));
        assertThat(one.apply(end("s", 1), NOW).effect()).isEqualTo(Effect.TAKEN);
        assertThat(one.apply(end("s", -1), NOW).effect()).isEqualTo(Effect.KNOWN);
        assertThat(Controls.NONE.apply(silence("s", -9, -1), NOW).effect()).isEqualTo(Effect.OVER);
    }

    @Test
    void whatIsBeyondTheBoundIsRefused() {
        Controls full = Controls.NONE;
        for (int i = 0; i < Controls.MOST; i++) {
            full = full.apply(silence("s" + i, 0, i < 10 ? 5 : 60), NOW).after();
        }
        assertThat(full.apply(silence("more", 0, 60), NOW)).isEqualTo(new Controls.Applied(full, Effect.FULL));
        assertThat(full.apply(end("s7", 1), NOW)
                        .after()
                        .apply(silence("more", 0, 60), NOW)
                        .effect())
                .isEqualTo(Effect.TAKEN);
        assertThat(full.apply(silence("more", 0, 60), NOW + 5 * MINUTE).effect())
                .as("what has ended takes no place")
                .isEqualTo(Effect.TAKEN);
        for (int i = 0; i < 3 * Controls.MOST; i++) {
            full = full.apply(end("gone" + i, i), NOW).after();
        }
        assertThat(full.ended()).hasSize(Controls.MOST).doesNotContainKey("gone0");
    }

    /** Kafka and a start without state give them again, and several partitions in another order. */
    @Test
    void theOrderOfCommandsAndTheirRepetitionDoNotMatter() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            List<Command> commands = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String id = "s" + random.nextInt(3);
                long from = random.nextInt(40) - 20;
                commands.add(
                        random.nextInt(3) == 0
                                ? end(id, 2L * i + 1)
                                : later(silence(id, from, from + 1 + random.nextInt(30)), 2L * i));
            }
            Controls expected = of(commands.toArray(Command[]::new));
            commands.addAll(commands.subList(0, 6));
            Collections.shuffle(commands, random);
            assertThat(of(commands.toArray(Command[]::new))).isEqualTo(expected);
        }
    }

    @Test
    void saysWhenToLookAgain() {
        Controls controls = of(withNotice(silence("s", 10, 40), 5), silence("t", 20, 30));
        List<Long> minutes = new ArrayList<>();
        for (long at = NOW; ; ) {
            at = controls.nextChange(episode(0), at);
            if (at == Long.MAX_VALUE) {
                break;
            }
            minutes.add((at - NOW) / MINUTE);
        }
        assertThat(minutes).containsExactly(10L, 20L, 30L, 35L, 40L);
    }

    @Test
    void ofSeveralSilencesTheOneThatEndsLastIsNamed() {
        Controls controls = of(silence("s", 0, 40), silence("t", 0, 30));
        assertThat(controls.silence(episode(0), NOW)).map(Silence::id).contains("s");
        assertThat(controls.standing(NOW)).extracting(Standing::id).containsExactly("t", "s");
    }
}
