package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which policies can be reached, against trying every case there can be. */
class ReachTest {

    private static final List<String> DIMENSIONS = List.of("kind", "tier", "queue");

    /** Of each dimension every value that a condition may name, and one that none names. */
    private static List<String> values(String dimension) {
        return dimension.equals("kind")
                ? List.of("chat", "ticket")
                : List.of("a", "b", "c", Series.NONE, "one that is never named");
    }

    private static List<Match> conditions(Random random) {
        List<Match> conditions = new ArrayList<>();
        for (String dimension : DIMENSIONS) {
            if (random.nextInt(3) > 0) {
                continue;
            }
            Set<String> named = new HashSet<>();
            List<String> all = values(dimension);
            int most = dimension.equals("kind") ? 2 : 4;
            do {
                named.add(all.get(random.nextInt(most)));
            } while (random.nextInt(3) > 0);
            boolean any = random.nextInt(6) == 0;
            conditions.add(new Match(dimension, any ? Set.of() : named, !any && random.nextInt(3) == 0, any));
        }
        return conditions;
    }

    private static boolean holds(List<Match> conditions, Map<String, String> of) {
        return conditions.stream().allMatch(match -> {
            String value = of.get(match.dimension());
            return match.any() ? !value.equals(Series.NONE) : match.values().contains(value) != match.negated();
        });
    }

    private static List<Map<String, String>> cases() {
        List<Map<String, String>> all = new ArrayList<>();
        for (String kind : values("kind")) {
            for (String tier : values("tier")) {
                for (String queue : values("queue")) {
                    all.add(new HashMap<>(Map.of("kind", kind, "tier", tier, "queue", queue)));
                }
            }
        }
        return all;
    }

    @Test
    void agreesWithTryingEveryCase() {
        Random random = new Random(17);
        int hidden = 0;
        int impossible = 0;
        for (int i = 0; i < 20_000; i++) {
            List<List<Match>> earlier = new ArrayList<>();
            for (int n = random.nextInt(5); n > 0; n--) {
                earlier.add(conditions(random));
            }
            List<Match> last = conditions(random);
            boolean possible = cases().stream().anyMatch(of -> holds(last, of));
            boolean reached = cases().stream()
                    .anyMatch(of -> holds(last, of) && earlier.stream().noneMatch(other -> holds(other, of)));

            assertThat(Reach.isPossible(last)).as("%s", last).isEqualTo(possible);
            if (possible) {
                assertThat(Reach.isHidden(last, earlier))
                        .as("%s behind %s", last, earlier)
                        .isEqualTo(!reached);
            }
            hidden += reached ? 0 : 1;
            impossible += possible ? 0 : 1;
        }
        assertThat(hidden).isBetween(2_000, 18_000);
        assertThat(impossible).isPositive();
    }

    @Test
    void manyPoliciesEndInTime() {
        List<List<Match>> earlier = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            earlier.add(List.of(
                    new Match("tier", Set.of("t" + i), false, false),
                    new Match("queue", Set.of("q" + i), false, false)));
        }
        assertThat(Reach.isHidden(List.of(), earlier)).isFalse();
    }
}
