package io.bellwether.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.staffing.Requirement.Reason;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTest {

    /** Reads {@code target=80/20 patience=2m}. */
    static ServiceTerms terms(String words) {
        TermsDraft draft = new TermsDraft(ServiceTerms.PLAIN);
        for (String word : words.split(" ")) {
            draft.set(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return draft.terms();
    }

    private static Sizing sizing(double contacts, String words) {
        ServiceTerms terms = terms(words);
        return new Sizing(contacts, 1_800, terms.handleSeconds(), terms);
    }

    /** The first line is the vector of pyworkforce, the second what domain experts make of it with patience. */
    @ParameterizedTest
    @CsvSource({
        "100, target=80/20 handle_time=180s shrinkage=0.3, 14, 20, SERVICE_LEVEL",
        "100, target=80/20 handle_time=180s patience=120s shrinkage=30%, 12, 18, SERVICE_LEVEL",
        "100, target=50/20 handle_time=180s occupancy=0.8, 13, 13, OCCUPANCY",
        "100, target=50/20 handle_time=180s patience=2m occupancy=1, 9, 9, SERVICE_LEVEL",
        "100, target=80/20 handle_time=180s patience=120s abandonment=0.03, 14, 14, ABANDONMENT",
        "100, target=80/20 handle_time=180s patience=120s minimum=20, 20, 20, MINIMUM",
        "100, target=80/20 handle_time=540s patience=120s concurrency=3 occupancy=0.95, 11, 11, SERVICE_LEVEL",
        "100, kind=backoffice handle_time=180s occupancy=0.8, 13, 13, WORKLOAD",
        "100, kind=backoffice handle_time=180s occupancy=1, 10, 10, WORKLOAD",
        "0, target=80/20 handle_time=180s, 0, 0, NOTHING",
        "0, target=80/20 handle_time=180s minimum=2 shrinkage=0.3, 2, 3, MINIMUM",
        "0.01, target=80/20 handle_time=180s, 1, 1, SERVICE_LEVEL"
    })
    void required(double contacts, String words, int agents, int scheduled, Reason because) {
        Sizing sizing = sizing(contacts, words);
        assertThat(sizing.required()).isEqualTo(new Requirement(agents, because));
        assertThat(sizing.terms().scheduled(agents)).isEqualTo(scheduled);
    }

    @Test
    void whatComesOfIt() {
        ServiceFigures figures =
                sizing(100, "target=80/20 handle_time=180s patience=120s").with(12);
        assertThat(figures.serviceLevel()).isCloseTo(0.8256, within(0.00005));
        assertThat(figures.abandoned()).isCloseTo(0.0616, within(0.00005));
        assertThat(figures.occupancy()).isCloseTo(10 * (1 - figures.abandoned()) / 12, within(1e-9));
        assertThat(figures.answerSeconds()).isCloseTo(6.335, within(0.001));
        // half an agent is one who is there half of the time; a model has whole servers
        assertThat(sizing(100, "target=80/20 handle_time=180s patience=120s").with(12.5))
                .isEqualTo(figures);
        assertThat(sizing(100, "kind=backoffice handle_time=180s").with(8).occupancy())
                .isEqualTo(1.25);
    }

    /** Concurrency is so many more servers, whose contacts take longer. */
    @Test
    void placesAreServers() {
        Sizing three = sizing(100, "target=80/20 handle_time=540s patience=120s concurrency=3");
        Sizing one = sizing(100, "target=80/20 handle_time=540s patience=120s");
        assertThat(three.with(11)).isEqualTo(one.with(33));
    }

    /** The fewest: one agent less misses what is asked for. More work never needs fewer agents, patience never more. */
    @Test
    void theFewestOfAll() {
        Random random = new Random(5);
        for (int i = 0; i < 150; i++) {
            double contacts = Math.exp(random.nextDouble() * 7);
            int seconds = 5 + random.nextInt(100);
            String words = "target=" + (40 + random.nextInt(59)) + "/" + seconds + " occupancy="
                    + (0.5 + random.nextInt(50) / 100.0) + " handle_time=" + (30 + random.nextInt(600)) + "s";
            String patient = words + " patience=" + (seconds + random.nextInt(300)) + "s abandonment="
                    + (0.01 + random.nextInt(10) / 100.0);
            Sizing c = sizing(contacts, words);
            Sizing a = sizing(contacts, patient);
            assertFewest(c);
            assertFewest(a);
            assertThat(sizing(contacts * 1.05, words).required().agents())
                    .isGreaterThanOrEqualTo(c.required().agents());
            assertThat(sizing(contacts * 1.05, patient).required().agents())
                    .isGreaterThanOrEqualTo(a.required().agents());
            assertThat(sizing(contacts, patient + " abandonment=1").required().agents())
                    .isLessThanOrEqualTo(c.required().agents());
        }
    }

    private static void assertFewest(Sizing sizing) {
        int agents = sizing.required().agents();
        assertThat(kept(sizing, agents)).as("%s with %s", sizing, agents).isTrue();
        assertThat(kept(sizing, agents - 1))
                .as("%s with %s", sizing, agents - 1)
                .isFalse();
    }

    private static boolean kept(Sizing sizing, int agents) {
        ServiceFigures figures = sizing.with(agents);
        return figures.serviceLevel() >= sizing.terms().target().share()
                && figures.occupancy() <= sizing.terms().occupancy() + 1e-12
                && figures.abandoned() <= sizing.terms().abandonment();
    }
}
