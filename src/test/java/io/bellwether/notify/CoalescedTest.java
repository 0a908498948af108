package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoalescedTest {

    /**
     * Waiting entries of one episode against what is sent. {@code F} firing, {@code C} severity changed, {@code R}
     * resolved; small letters: for a group that is not the alert's present one; {@code ?} after a letter: an attempt may
     * have arrived.
     */
    @ParameterizedTest
    @CsvSource(textBlock = """
            F,    false, F1, 0, 0
            FC,   false, F2, 1, 0
            FCC,  false, F3, 2, 0
            FR,   false, '', 0, 2
            FCR,  false, '', 0, 3
            R,    false, '', 0, 1
            C,    false, F1, 0, 0
            c,    false, '', 0, 1
            r,    false, '', 0, 1
            Fc,   false, '', 0, 2
            F?R,  false, R2, 1, 0
            F?C,  false, F2, 1, 0
            F?c,  false, F2, 1, 0
            F?r,  false, R2, 1, 0
            R,    true,  R1, 0, 0
            r,    true,  R1, 0, 0
            C,    true,  C1, 0, 0
            c,    true,  C1, 0, 0
            CR,   true,  R2, 1, 0
            CC,   true,  C2, 1, 0
            R?,   true,  R1, 0, 0
            """)
    void keepsTheNewestOfAnEpisode(String waiting, boolean told, String sent, int superseded, int neverTold) {
        Coalesced left = Coalesced.of(entries(waiting), episode -> told);
        StringBuilder words = new StringBuilder();
        for (Entry entry : left.keep()) {
            words.append(
                            entry.change().kind().name().charAt(0) == 'S'
                                    ? 'C'
                                    : entry.change().kind().name().charAt(0))
                    .append(entry.change().transition().seq());
        }
        assertThat(words.toString()).isEqualTo(sent);
        assertThat(left.superseded()).isEqualTo(superseded);
        assertThat(left.neverTold()).isEqualTo(neverTold);
    }

    @Test
    void anEndAndANewBeginningAreBothTold() {
        Transition end = Transitions.resolved("a", 2, "page");
        Transition again = Transitions.of("a", Transitions.START + 60_000, 1, Transition.Kind.FIRING, "page", "");
        List<Entry> waiting = List.of(entry(0, end, true, false), entry(1, again, true, false));
        Coalesced left = Coalesced.of(waiting, Set.of("a|" + Transitions.START)::contains);
        assertThat(left.keep()).isEqualTo(waiting);
    }

    @Test
    void theFirstWordsOfAnAlertNameNoFormerSeverity() {
        Coalesced left = Coalesced.of(entries("FC"), episode -> false);
        Change change = left.keep().get(0).change();
        assertThat(change.transition().previousSeverity()).isEmpty();
        assertThat(change.deliveryId()).isEqualTo(DeliveryId.of("a", Transitions.START, 2, "hook"));
    }

    @Test
    void uncertaintySurvivesBeingReplaced() {
        List<Entry> once = Coalesced.of(entries("F?C"), episode -> false).keep();
        List<Entry> later = new ArrayList<>(once);
        later.add(entry(9, Transitions.resolved("a", 3, "page"), true, false));
        assertThat(Coalesced.of(later, episode -> false).keep())
                .singleElement()
                .satisfies(entry -> assertThat(entry.change().kind()).isEqualTo(Transition.Kind.RESOLVED));
    }

    /** What matters after any number of outages: a receiver that was told of a beginning is told of the end. */
    @Test
    void nobodyWhoWasToldIsLeftWaiting() {
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            List<Entry> waiting = new ArrayList<>();
            Set<String> told = new HashSet<>();
            Set<String> heard = new HashSet<>();
            List<Transition> story = story(random);
            for (int i = 0; i < story.size(); i++) {
                waiting.add(entry(i, story.get(i), true, false));
                if (i == story.size() - 1 || random.nextInt(3) == 0) {
                    boolean confirmed = i == story.size() - 1 || random.nextInt(3) == 0;
                    boolean arrives = confirmed || random.nextBoolean();
                    waiting = attempt(waiting, told, heard, confirmed, arrives);
                }
            }
            assertThat(heard).as("round %d: %s", round, story).isEmpty();
            assertThat(told).isEmpty();
            assertThat(waiting).isEmpty();
        }
    }

    /** One request: the receiver hears it if it arrives, and we know only if it confirms. */
    private static List<Entry> attempt(
            List<Entry> waiting, Set<String> told, Set<String> heard, boolean confirmed, boolean arrives) {
        List<Entry> left = new ArrayList<>();
        for (Entry entry : Coalesced.of(waiting, told::contains).keep()) {
            if (arrives) {
                hear(heard, entry.change());
            }
            if (confirmed) {
                hear(told, entry.change());
            } else {
                left.add(entry.attempted());
            }
        }
        return left;
    }

    private static void hear(Set<String> known, Change change) {
        if (change.kind() == Transition.Kind.RESOLVED) {
            known.remove(change.episode());
        } else {
            known.add(change.episode());
        }
    }

    /** Two alerts that come and go three times each. */
    private static List<Transition> story(Random random) {
        List<Transition> story = new ArrayList<>();
        for (int episode = 0; episode < 3; episode++) {
            for (String alert : Arrays.asList("a", "b")) {
                long start = Transitions.START + episode * 60_000L;
                long seq = 1;
                story.add(Transitions.of(alert, start, seq++, Transition.Kind.FIRING, "warning", ""));
                for (int i = random.nextInt(3); i > 0; i--) {
                    story.add(Transitions.of(alert, start, seq++, Transition.Kind.SEVERITY_CHANGED, "page", "warning"));
                }
                story.add(Transitions.of(alert, start, seq, Transition.Kind.RESOLVED, "page", "page"));
            }
        }
        return story;
    }

    private static List<Entry> entries(String letters) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            if (letters.charAt(i) == '?') {
                entries.set(entries.size() - 1, entries.get(entries.size() - 1).attempted());
                continue;
            }
            long seq = entries.size() + 1;
            Transition transition =
                    switch (Character.toUpperCase(letters.charAt(i))) {
                        case 'F' -> Transitions.firing("a", "page");
                        case 'C' -> Transitions.changed("a", seq, "page", "warning");
                        default -> Transitions.resolved("a", seq, "page");
                    };
            entries.add(entry(seq, transition, Character.isUpperCase(letters.charAt(i)), false));
        }
        return entries;
    }

    private static Entry entry(long order, Transition transition, boolean primary, boolean mayHaveArrived) {
        return new Entry(order, Transitions.change(transition), primary, 0, mayHaveArrived);
    }
}
