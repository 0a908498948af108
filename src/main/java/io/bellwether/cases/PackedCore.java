package io.bellwether.cases;

import io.bellwether.state.Packing;
import io.bellwether.state.Texts;
import io.bellwether.state.Unpacking;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A {@link CaseCore} as bytes in memory: as it is written, but that what it has in common with others is a number of this
 * process. Empty for a case of which nothing is known.
 */
final class PackedCore {

    static final byte[] UNKNOWN = {};

    private PackedCore() {}

    static byte[] pack(CaseCore core) {
        return core.isUnknown() && core.seen.isEmpty() ? UNKNOWN : Packing.pack(core::pack);
    }

    static CaseCore unpack(byte[] packed) {
        return packed.length == 0 ? new CaseCore() : Packing.unpack(packed, packed.length, CaseForm::read);
    }

    /** Writes it in full, as {@link CaseCoreCodec} would; {@link #read} reads it. */
    static void write(byte[] packed, DataOutput out) throws IOException {
        if (packed.length == 0 || (packed[0] & CaseForm.SHARED) == 0) {
            Texts.writeBytes(packed, out);
            return;
        }
        Unpacking in = new Unpacking(packed, packed.length);
        in.readByte();
        int code = (int) Varint.readUnsigned(in);
        int at = in.position();
        byte[] traits = SharedTraits.OF_PROCESS.bytes(code);
        int rest = packed.length - at;
        Varint.writeUnsigned(1L + 1 + traits.length + rest, out);
        out.writeByte(packed[0] & ~CaseForm.SHARED);
        out.write(traits);
        out.write(packed, at, rest);
    }

    /** Reads what was written. */
    static byte[] read(DataInput in, Versions stored) throws IOException {
        byte[] full = Texts.readBytes(in);
        if (full.length == 0) {
            return UNKNOWN;
        }
        byte[] present = CaseCoreCodec.INSTANCE.renewed(full, stored);
        return (present[0] & CaseForm.UNKNOWN) != 0 ? present : sharing(present);
    }

    private static byte[] sharing(byte[] full) {
        int code = SharedTraits.OF_PROCESS.code(Packing.unpack(full, full.length, in -> {
            in.readByte();
            return Traits.read(in);
        }));
        if (code == SharedTraits.NONE) {
            return full;
        }
        int from = 1 + SharedTraits.OF_PROCESS.bytes(code).length;
        byte[] head = Packing.pack(out -> {
            out.writeByte(full[0] | CaseForm.SHARED);
            Varint.writeUnsigned(code, out);
        });
        byte[] packed = Arrays.copyOf(head, head.length + full.length - from);
        System.arraycopy(full, from, packed, head.length, full.length - from);
        return packed;
    }
}
