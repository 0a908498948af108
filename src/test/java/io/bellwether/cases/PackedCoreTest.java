package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.ServiceEvent;
import io.bellwether.state.Packing;
import io.bellwether.state.Versions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedCoreTest {

    private static byte[] written(byte[] packed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PackedCore.write(packed, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static byte[] read(byte[] written) throws IOException {
        return PackedCore.read(new DataInputStream(new ByteArrayInputStream(written)), Versions.CURRENT);
    }

    @Test
    void whatLeavesTheProcessIsWrittenInFullAndPackedAgainWhereItArrives() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            CaseRun run = new CaseRun();
            for (ServiceEvent event : Histories.anything(random, CaseRun.CASE.id())) {
                run.arrive(event, event.time() - 1).advance(event.time());
                CaseCore core = run.state.look();
                byte[] packed = PackedCore.pack(core);
                byte[] full = Packing.pack(core::write);
                byte[] written = written(packed);
                assertThat(written).endsWith(full).hasSizeLessThanOrEqualTo(full.length + 2);
                assertThat(read(written)).isEqualTo(packed);
                assertThat(Packing.pack(PackedCore.unpack(packed)::write)).isEqualTo(full);
                assertThat(Packing.pack(PackedCore.unpack(full)::write)).isEqualTo(full);
                assertThat(written(full)).isEqualTo(written);
            }
        }
    }

    @Test
    void nothingTakesNothing() throws IOException {
        byte[] packed = PackedCore.pack(new CaseCore());
        assertThat(packed).isEmpty();
        assertThat(read(written(packed))).isEmpty();
        assertThat(PackedCore.unpack(packed).isUnknown()).isTrue();
    }

    @Test
    void whatManyCasesHaveInCommonIsKeptOnce() {
        CaseCore one = CaseRun.of("c-1").inOrder(GoldenCases.ticket()).state.look();
        CaseCore other = CaseRun.of("c-2").inOrder(GoldenCases.ticket()).state.look();
        assertThat(PackedCore.unpack(PackedCore.pack(one)).attributes.traits())
                .isSameAs(PackedCore.unpack(PackedCore.pack(other)).attributes.traits());
        assertThat(PackedCore.pack(one).length)
                .isLessThan(Packing.pack(one::write).length
                        - one.attributes.traits().bytes().length
                        + 4);
    }
}
