package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldOrderTest {

    private static final String[] IDS = {"", "9", "09", "10", "a9", "a10", "a9b", "a10b", "b", "-1", "é2", "2é"};
    private static final EventType[] TYPES = {
        EventType.TICKET_CREATED, EventType.CHAT_MESSAGE, EventType.TICKET_STATUS_CHANGED
    };

    private static EventBuilder event(EventType type, String id) {
        return ServiceEvent.of(type, id, 1_000, "desk");
    }

    /** Each list in its order. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9 10",
                "a9 a10 a11 a100",
                "zd-99120-3 zd-99120-21 zd-100000-1",
                "001 01 1 2",
                "v1.2 v1.10 v1.10.1",
                "2026-03-01T08:00:00.9-1 2026-03-01T08:00:00.9-2 2026-03-01T08:00:00.9-10",
                "99999999999999999999998 99999999999999999999999 100000000000000000000000",
                "a a0 a1 ab",
                "0f 1a 1e5 2"
            })
    void partsOfAnIdThatAreNumbersCompareAsNumbers(String inOrder) {
        List<String> ids = List.of(inOrder.split(" "));
        List<String> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.sort(FoldOrder::compareIds);
        assertThat(shuffled).isEqualTo(ids);
    }

    @Test
    void theSourcesOwnOrderGoesBeforeTheRankOfTypes() {
        ServiceEvent solved =
                event(EventType.TICKET_STATUS_CHANGED, "2").seq(41L).build();
        ServiceEvent asked = event(EventType.TICKET_MESSAGE, "1").seq(42L).build();
        assertThat(sorted(asked, solved)).containsExactly(solved, asked);
        ServiceEvent unnumbered = event(EventType.TICKET_CREATED, "0").build();
        assertThat(sorted(unnumbered, asked, solved)).containsExactly(solved, asked, unnumbered);
        ServiceEvent earlier = unnumbered.toBuilder().time(999).build();
        assertThat(sorted(asked, earlier)).containsExactly(earlier, asked);
    }

    @Test
    void withoutItTypesDecideAndThenIds() {
        ServiceEvent created = event(EventType.TICKET_CREATED, "12").build();
        ServiceEvent nine = event(EventType.TICKET_STATUS_CHANGED, "9").build();
        ServiceEvent ten = event(EventType.TICKET_STATUS_CHANGED, "10").build();
        ServiceEvent other = ten.toBuilder().source("shop").build();
        assertThat(sorted(other, ten, nine, created)).containsExactly(created, nine, ten, other);
    }

    private static List<ServiceEvent> sorted(ServiceEvent... events) {
        List<ServiceEvent> all = new ArrayList<>(List.of(events));
        all.sort(ServiceEvent.FOLD_ORDER);
        return all;
    }

    /** Every three of many events that differ in little: no circle, no tie but of the same, whichever way it is asked. */
    @Test
    void isATotalOrder() {
        Random random = new Random(11);
        Set<ServiceEvent> distinct = new HashSet<>();
        while (distinct.size() < 150) {
            distinct.add(ServiceEvent.of(any(random, TYPES), any(random, IDS), random.nextInt(2), any(random, "a", "b"))
                    .seq(any(random, null, null, 0L, 1L, Long.MAX_VALUE))
                    .build());
        }
        List<ServiceEvent> events = List.copyOf(distinct);
        int n = events.size();
        int[][] order = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                order[i][j] = Integer.signum(ServiceEvent.FOLD_ORDER.compare(events.get(i), events.get(j)));
                assertThat(order[i][j] == 0).isEqualTo(i == j);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(order[i][j]).isEqualTo(-order[j][i]);
                for (int k = 0; k < n; k++) {
                    boolean circle = order[i][j] < 0 && order[j][k] < 0 && order[i][k] >= 0;
                    if (circle) {
                        throw new AssertionError(events.get(i) + "\n" + events.get(j) + "\n" + events.get(k));
                    }
                }
            }
        }
    }

    @Test
    void idsCompareAsANaiveReaderComparesThem() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String one = id(random);
            String other = id(random);
            assertThat(Integer.signum(FoldOrder.compareIds(one, other)))
                    .as("%s against %s", one, other)
                    .isEqualTo(Integer.signum(naive(one, other)));
        }
    }

    private static String id(Random random) {
        StringBuilder id = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            id.append("0019ab-".charAt(random.nextInt(7)));
        }
        return id.toString();
    }

    private static int naive(String one, String other) {
        String[] parts = one.split("(?<=\\d)(?=\\D)|(?<=\\D)");
        String[] others = other.split("(?<=\\d)(?=\\D)|(?<=\\D)");
        for (int i = 0; i < Math.min(parts.length, others.length); i++) {
            boolean numbers = parts[i].matches("\\d+") && others[i].matches("\\d+");
            int order = numbers
                    ? new BigInteger(parts[i]).compareTo(new BigInteger(others[i]))
                    : Character.compare(first(parts[i]), first(others[i]));
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(parts.length, others.length);
        return order != 0 ? order : one.compareTo(other);
    }

    private static char first(String part) {
        return part.isEmpty() ? 0 : part.charAt(0);
    }

    @SafeVarargs
    private static <T> T any(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
