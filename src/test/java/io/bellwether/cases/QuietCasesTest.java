package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.SourceId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuietCasesTest {

    private static SourceId id(String id) {
        return new SourceId("test", id);
    }

    @Test
    void whoIsTouchedAgainIsLookedAtLater() throws Exception {
        QuietCases cases = new QuietCases();
        cases.add(id("a"), 10);
        cases.add(id("b"), 20);
        cases.add(id("c"), 30);
        List<SourceId> looked = new ArrayList<>();
        cases.takeUntil(9, looked::add);
        assertThat(looked).isEmpty();
        cases.takeUntil(20, caseId -> {
            looked.add(caseId);
            if (caseId.equals(id("a"))) {
                cases.add(caseId, 35);
            }
        });
        assertThat(looked).containsExactly(id("a"), id("b"));
        cases.takeUntil(40, looked::add);
        assertThat(looked).containsExactly(id("a"), id("b"), id("c"), id("a"));
    }
}
