package io.bellwether.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldOffsetsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # wanted | first | end || goes on at | gone | says
            5        | 0     | 9   || 5          | 0    |
            5        | 5     | 5   || 5          | 0    |
            0        | 0     | 0   || 0          | 0    |
            5        | 7     | 9   || 7          | 2    | t-0: 2 records from offset 5 on were deleted by Kafka before
            5        | 9     | 9   || 9          | 4    | t-0: 4 records from offset 5 on were deleted by Kafka before
            5        | 0     | 3   || 0          | 0    | t-0: the state is at offset 5, but Kafka holds only 0 to 3
            """)
    void goesOnWhereRecordsAreAndSaysWhatIsMissing(
            long wanted, long first, long end, String separator, long next, long gone, String says) {
        HeldOffsets held = HeldOffsets.of("t-0", wanted, first, end);
        assertThat(held.offset()).isEqualTo(next);
        assertThat(held.gone()).isEqualTo(gone);
        assertThat(held.detail()).startsWith(says == null ? "" : says);
        assertThat(held.detail().isEmpty()).isEqualTo(says == null);
    }
}
