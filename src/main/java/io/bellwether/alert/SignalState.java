package io.bellwether.alert;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The alerts that are firing on one case. */
final class SignalState {

    final List<OpenAlert> open = new ArrayList<>();

    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(open.size(), out);
        for (OpenAlert alert : open) {
            alert.write(out);
        }
    }

    /** @param remembers as {@link OpenAlert#read} */
    static SignalState read(DataInput in, boolean remembers) throws IOException {
        SignalState state = new SignalState();
        for (int i = Texts.readCount(in); i > 0; i--) {
            state.open.add(OpenAlert.read(in, remembers));
        }
        return state;
    }
}
