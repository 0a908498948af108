package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LevelChangesTest {

    private static byte[] bytes(LevelChanges changes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        changes.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static LevelChanges some(Random random) {
        LevelChanges changes = new LevelChanges();
        for (int i = random.nextInt(40); i > 0; i--) {
            long time = random.nextBoolean() ? LevelChanges.UNTOLD : random.nextInt(100);
            changes.add(time, random.nextInt(3) - 1, random.nextInt(30), 1);
        }
        return changes;
    }

    /** Whether it rested in between, was copied, or was written and read: nobody can tell. */
    @RepeatedTest(30)
    void restingChangesNothing(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        LevelChanges awake = new LevelChanges();
        LevelChanges resting = new LevelChanges();
        for (int step = 0; step < 100; step++) {
            LevelChanges more = some(random);
            awake.add(more);
            if (random.nextBoolean()) {
                more.rest();
            }
            resting.add(more);
            switch (random.nextInt(4)) {
                case 0 -> resting.rest();
                case 1 -> resting = resting.copy();
                case 2 -> resting = LevelChanges.read(new DataInputStream(new ByteArrayInputStream(bytes(resting))));
                default -> resting.add(LevelChanges.UNTOLD, 0, 5, 1);
            }
            assertThat(bytes(resting)).isEqualTo(bytes(awake));
            assertThat(resting.net()).isEqualTo(awake.net());
            assertThat(resting.max(3)).isEqualTo(awake.max(3));
            assertThat(resting.bySince() == null || resting.bySince().sameAs(awake.bySince()))
                    .isTrue();
        }
    }

    @Test
    void whatIsClearedHasNothingLeftOfItsRest() throws IOException {
        LevelChanges changes = new LevelChanges();
        for (int i = 0; i < 20; i++) {
            changes.add(LevelChanges.UNTOLD, 1, i, 1);
        }
        changes.rest();
        assertThat(changes.isUntouched()).isFalse();
        changes.clear();
        assertThat(changes.isUntouched()).isTrue();
    }
}
