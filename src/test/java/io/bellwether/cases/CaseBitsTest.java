package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.SurveyKind;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseBitsTest {

    /** They are in state, and two who add one at a time may both take the next. */
    @Test
    void eachBitOfTheCourseSaysOneThing() throws IllegalAccessException {
        long taken = 0;
        for (Field field : CaseBits.class.getDeclaredFields()) {
            boolean other = Set.of("OF_SOLVING", "TREND", "TIERED", "QUEUE_UNKNOWN", "TALK_UNKNOWN")
                    .contains(field.getName());
            if (other || field.isSynthetic() || !Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            long bits = field.getInt(null);
            if (field.getName().equals("CONTRADICTED")) {
                bits *= (1L << SurveyKind.values().length) - 1;
            }
            assertThat(taken & bits).as("%s", field.getName()).isZero();
            taken |= bits;
        }
        assertThat(Long.bitCount(taken)).isGreaterThan(15);
    }
}
