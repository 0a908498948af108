package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.influx.WriterAccount.Figures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WriterNewsTest {

    private final WriterNews news = new WriterNews();

    private List<String> look(long waiting, long lost, Map<String, Long> rejected, String trouble) {
        return news.look(Map.of("influx.bucket", new Figures(waiting, lost, rejected, trouble)));
    }

    @Test
    void nothingIsSaidWhereAllIsWell() {
        assertThat(look(0, 0, Map.of(), "")).isEmpty();
        assertThat(look(5_000, 0, Map.of(), "")).isEmpty();
    }

    @Test
    void anOutageIsALineAtItsBeginningAndAtItsEnd() {
        assertThat(look(1_234, 0, Map.of(), "no answer (connection refused)"))
                .containsExactly(
                        "The store takes no points for influx.bucket: no answer (connection refused). 1,234 wait;"
                                + " alerts go on.");
        assertThat(look(9_999, 0, Map.of(), "no answer (connection refused)")).isEmpty();
        assertThat(look(20_000, 0, Map.of(), "status 401, check influx.token"))
                .singleElement()
                .asString()
                .contains("check influx.token");
        assertThat(look(30_000, 0, Map.of(), ""))
                .containsExactly("The store answers for influx.bucket again; 30,000 wait.");
    }

    @Test
    void aStoreThatGivesAnotherReasonEachTimeDoesNotFillTheScreen() {
        long lines = 0;
        for (int look = 0; look < 100; look++) {
            lines += look(1, 0, Map.of(), "status 500 (request " + look + ")").size();
        }
        assertThat(lines).isEqualTo(3);
        assertThat(look(1, 0, Map.of(), "")).hasSize(1);
        assertThat(look(1, 0, Map.of(), "status 500 (request 0)")).hasSize(1);
    }

    /** Nobody has asked the store since. */
    @Test
    void aRestartInAnOutageIsNotItsEnd() {
        assertThat(look(1, 0, Map.of(), "status 503")).hasSize(1);
        assertThat(look(1, 0, Map.of(), null)).isEmpty();
        assertThat(look(1, 0, Map.of(), "status 503")).isEmpty();
        assertThat(look(0, 0, Map.of(), "")).hasSize(1);
    }

    @Test
    void eachReasonAndALossAreToldOnce() {
        assertThat(look(0, 0, Map.of("TYPE_CONFLICT", 3L), ""))
                .singleElement()
                .asString()
                .contains("influx.bucket for good (TYPE_CONFLICT): 3 so far");
        assertThat(look(0, 0, Map.of("TYPE_CONFLICT", 9L), "")).isEmpty();
        assertThat(look(0, 0, Map.of("TYPE_CONFLICT", 9L, "OTHER", 1L), "")).hasSize(1);
        assertThat(look(0, 1_000, Map.of(), "")).singleElement().asString().contains("are lost, 1,000 so far");
        assertThat(look(0, 2_000, Map.of(), "")).isEmpty();
    }
}
