package io.bellwether.ingest;

import static io.bellwether.ingest.PartitionProgress.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {

    @Test
    void aPartitionReadToItsEndProvesTheMomentAtOnce() {
        PartitionProgress progress = new PartitionProgress(5);
        assertThat(progress.ended(1_000, 5)).isEqualTo(1_000);
        assertThat(progress.ended(2_000, 5)).isEqualTo(2_000);
    }

    @Test
    void aBacklogProvesNothingUntilItsLastRecordIsPassedOn() {
        PartitionProgress progress = new PartitionProgress(0);
        assertThat(progress.ended(1_000, 3)).isEqualTo(NONE);
        assertThat(progress.passed(0)).isEqualTo(NONE);
        assertThat(progress.passed(1)).isEqualTo(NONE);
        assertThat(progress.passed(2)).isEqualTo(1_000);
        assertThat(progress.passed(3)).isEqualTo(NONE);
    }

    /** Otherwise a reader that is always a little behind would never prove anything. */
    @Test
    void anOpenMomentIsNotReplacedByLaterOnes() {
        PartitionProgress progress = new PartitionProgress(0);
        progress.ended(1_000, 2);
        assertThat(progress.ended(2_000, 4)).isEqualTo(NONE);
        progress.passed(0);
        assertThat(progress.passed(1)).isEqualTo(1_000);
        assertThat(progress.ended(3_000, 4)).isEqualTo(NONE);
        progress.passed(2);
        assertThat(progress.passed(3)).isEqualTo(3_000);
    }

    @Test
    void theStartOfAPartitionIsUnknownUntilItWasFound() {
        PartitionProgress progress = new PartitionProgress(-2);
        assertThat(progress.ended(1_000, 0)).isEqualTo(NONE);
        assertThat(progress.skip(-2, 0)).isTrue();
        assertThat(progress.ended(2_000, 0)).isEqualTo(2_000);
    }

    @Test
    void goingOverOffsetsWithoutRecordsProvesTheOpenMoment() {
        PartitionProgress progress = new PartitionProgress(0);
        progress.passed(0);
        assertThat(progress.ended(1_000, 2)).isEqualTo(NONE);
        assertThat(progress.skip(1, 2)).isTrue();
        assertThat(progress.ended(2_000, 3))
                .as("the open one; the new one is open now")
                .isEqualTo(1_000);
        assertThat(progress.passed(2)).isEqualTo(2_000);
    }

    @Test
    void nothingIsSkippedWhereTheReaderWentOn() {
        PartitionProgress progress = new PartitionProgress(0);
        progress.passed(0);
        progress.passed(1);
        assertThat(progress.skip(1, 2)).isFalse();
        assertThat(progress.position()).isEqualTo(2);
    }

    /** Whatever the order of appends, reads and looks: a moment is proven only when all that it had was passed on. */
    @Test
    void neverProvesAMomentOfWhichSomethingIsUnread() {
        Random random = new Random(11);
        for (int run = 0; run < 2_000; run++) {
            PartitionProgress progress = new PartitionProgress(0);
            List<Integer> endAt = new ArrayList<>();
            int end = 0;
            int read = 0;
            long last = NONE;
            for (int moment = 0; moment < 30; moment++) {
                end += random.nextInt(3);
                endAt.add(end);
                long proven = random.nextInt(3) > 0 ? progress.ended(moment, end) : NONE;
                last = Math.max(last, checked(proven, read, endAt));
                for (int n = random.nextInt(4); n > 0 && read < end; n--) {
                    last = Math.max(last, checked(progress.passed(read++), read, endAt));
                }
            }
            while (read < end) {
                checked(progress.passed(read++), read, endAt);
            }
            endAt.add(end);
            assertThat(progress.ended(30, end))
                    .as("run %d, read to the end", run)
                    .isEqualTo(30);
            assertThat(last).isLessThan(30);
        }
    }

    private static long checked(long proven, int read, List<Integer> endAt) {
        if (proven != NONE) {
            assertThat(endAt.get((int) proven)).isLessThanOrEqualTo(read);
        }
        return proven;
    }
}
