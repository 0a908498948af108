package io.bellwether.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueTermsTest {

    @TempDir
    private Path folder;

    private QueueTerms load(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("queues.yaml"), text);
        return QueueTerms.load(file, QueueTerms.ofAll(SizingTest.terms("target=80/20 shrinkage=0.3")));
    }

    @Test
    void whatAQueueDoesNotSayIsAsOfTheOthers() throws Exception {
        QueueTerms terms = load("""
                queues:
                  presale: {target: 90/1m30s, handle_time: 4m, patience: 90s, concurrency: 2.5, abandonment: 5%}
                  claims: {kind: backoffice, occupancy: 0.8, minimum: 1}
                """);
        assertThat(terms.of("presale"))
                .isEqualTo(SizingTest.terms(
                        "target=90/90 handle_time=240s patience=90s concurrency=2.5 abandonment=0.05 shrinkage=0.3"));
        assertThat(terms.of("claims"))
                .isEqualTo(SizingTest.terms("target=80/20 kind=backoffice occupancy=0.8 minimum=1 shrinkage=0.3"));
        assertThat(terms.of("other")).isEqualTo(SizingTest.terms("target=80/20 shrinkage=0.3"));
        assertThat(terms.of("other").target()).hasToString("80 % within 20 s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target: 80|must be a share and a time such as 80/20",
                "target: 80/-1|must be a share and a time such as 80/20",
                "target: 100/20|must promise more than 0 and less than 100 %",
                "kind: phone|must be chat (somebody waits for the answer) or backoffice",
                "handle_time: 5|must be a duration such as 90s",
                "patience: 0|must be a duration such as 90s",
                "concurrency: 0.5|must be 1 to 50 contacts at a time, not 0.5",
                "occupancy: 85|must be a share from 0.01 to 1, such as 0.3 or 30%, not 85",
                "shrinkage: 95%|must be a share from 0 to 0.9",
                "abandonment: 0|must be a share from 0.001 to 1",
                "minimum: 1.5|must be a whole number of agents",
                "handel_time: 5m|handel_time: unknown key; known here: kind, target"
            })
    void saysWhatIsWrong(String key, String message) {
        assertThatThrownBy(() -> load("queues:\n  presale:\n    " + key + "\n"))
                .hasMessageContaining("queues.yaml:3:")
                .hasMessageContaining("queues.presale." + key.substring(0, key.indexOf(':')))
                .hasMessageContaining(message);
    }
}
