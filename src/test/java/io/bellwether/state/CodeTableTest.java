package io.bellwether.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class CodeTableTest {

    private enum Moved implements Coded {
        LATER(7),
        FIRST(0);

        private final int code;

        Moved(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    private enum Twice implements Coded {
        ONE,
        OTHER;

        @Override
        public int code() {
            return 3;
        }
    }

    private static final CodeTable<Moved> TABLE = new CodeTable<>(Moved.class);

    @Test
    void aConstantIsItsCodeAndNotItsPlace() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(8);
        TABLE.write(Moved.LATER, out);
        TABLE.write(null, out);
        TABLE.write(Moved.FIRST, out);
        byte[] bytes = out.getCopyOfBuffer();
        DataInputDeserializer in = new DataInputDeserializer(bytes);

        assertThat(bytes).containsExactly(7, 255, 0);
        assertThat(TABLE.read(in)).isEqualTo(Moved.LATER);
        assertThat(TABLE.read(in)).isNull();
        assertThat(TABLE.read(in)).isEqualTo(Moved.FIRST);
    }

    @Test
    void aCodeOfNobodyIsDamage() {
        assertThatThrownBy(() -> TABLE.read(new DataInputDeserializer(new byte[] {1})))
                .isInstanceOf(IOException.class)
                .hasMessage("no Moved has code 1");
    }

    @Test
    void noCodeHasTwoMeanings() {
        assertThatThrownBy(() -> new CodeTable<>(Twice.class))
                .hasMessage("Twice.OTHER has code 3, which is beyond 0 to 254 or that of ONE");
    }
}
