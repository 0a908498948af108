package io.bellwether.ingest;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the letters are kept that no broker has acknowledged yet. */
public final class LettersCodec extends Codec<List<Letter>> {

    /** The one for everybody. */
    public static final LettersCodec INSTANCE = new LettersCodec();

    private static final long serialVersionUID = 1L;

    /** Its letters have no keys. */
    private static final int OLDEST = 1;

    /** For who looks it up by its name. */
    @SuppressWarnings("unchecked") // no class is of lists of letters alone
    public LettersCodec() {
        super("letters", 2, (Class<List<Letter>>) (Class<?>) List.class);
    }

    @Override
    public int oldest() {
        return OLDEST;
    }

    @Override
    public void write(List<Letter> letters, DataOutput out) throws IOException {
        Varint.writeUnsigned(letters.size(), out);
        for (Letter letter : letters) {
            Texts.write(letter.about(), out);
            Texts.write(letter.topic(), out);
            Texts.writeBytes(letter.key(), out);
            Texts.writeBytes(letter.value(), out);
            Varint.writeUnsigned(letter.headers().size(), out);
            for (Map.Entry<String, byte[]> header : letter.headers().entrySet()) {
                Texts.write(header.getKey(), out);
                Texts.writeBytes(header.getValue(), out);
            }
        }
    }

    @Override
    public List<Letter> read(DataInput in, Versions stored) throws IOException {
        boolean hasKeys = stored.of(this) > OLDEST;
        List<Letter> letters = new ArrayList<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            String about = Texts.read(in);
            String topic = Texts.read(in);
            byte[] key = hasKeys ? Texts.readBytes(in) : null;
            byte[] value = Texts.readBytes(in);
            Map<String, byte[]> headers = new LinkedHashMap<>();
            for (int n = Texts.readCount(in); n > 0; n--) {
                headers.put(Texts.read(in), Texts.readBytes(in));
            }
            letters.add(new Letter(about, topic, key, value, headers));
        }
        return letters;
    }
}
