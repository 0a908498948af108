package io.bellwether.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BreadthTest {

    private static final String EVENT =
            "{\"id\":\"1\",\"case_id\":\"c\",\"queue\":\"presale\",\"agent_id\":\"ann\",\"tier\":\"gold\",\"text\":\"x\"}";

    private static String of(Breadth breadth, String key, String event) {
        return new String(
                breadth.of(key.getBytes(StandardCharsets.UTF_8), event.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
    }

    @Test
    void asManyQueuesAsAreAskedForAndOneForACase() {
        Set<String> queues = new HashSet<>();
        Pattern names = Pattern.compile(
                "\\{\"id\":\"1\",\"case_id\":\"c\",\"queue\":\"(q[0-6])\",\"agent_id\":\"a\\d\",\"tier\":\"t[01]\",\"text\":\"x\"}");
        for (int i = 0; i < 1_000; i++) {
            Matcher named = names.matcher(of(new Breadth(7, 2, 10), "case-" + i, EVENT));
            assertThat(named.matches()).isTrue();
            queues.add(named.group(1));
        }
        assertThat(queues).hasSize(7);
        Breadth wide = new Breadth(1_000, 10, 100);
        assertThat(of(wide, "c", EVENT)).isEqualTo(of(wide, "c", EVENT));
    }

    @Test
    void anAgentHasOneNameWhateverTheCase() {
        String state = "{\"agent_id\":\"ann\"}";
        Breadth wide = new Breadth(1_000, 10, 10_000);
        String name = of(wide, "ann", state).replaceAll(".*\"(a\\d+)\".*", "$1");
        assertThat(of(wide, "some case", EVENT)).contains("\"agent_id\":\"" + name + "\"");
    }

    @Test
    void whatIsSimulatedMayStay() {
        assertThat(of(Breadth.SIMULATED, "c", EVENT)).isEqualTo(EVENT);
    }
}
