package io.bellwether.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Keeps the letters that no broker has acknowledged yet in a checkpoint. */
final class LettersSerializer implements SimpleVersionedSerializer<List<Letter>> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(List<Letter> letters) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(letters.size());
        for (Letter letter : letters) {
            out.writeUTF(letter.about());
            out.writeUTF(letter.topic());
            writeBytes(letter.value(), out);
            out.writeInt(letter.headers().size());
            for (Map.Entry<String, byte[]> header : letter.headers().entrySet()) {
                out.writeUTF(header.getKey());
                writeBytes(header.getValue(), out);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public List<Letter> deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("letters of a checkpoint have format " + version + ", this release reads " + VERSION
                    + ": restore it with the release that wrote it");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        List<Letter> letters = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            String about = in.readUTF();
            String topic = in.readUTF();
            byte[] value = readBytes(in);
            Map<String, byte[]> headers = new LinkedHashMap<>();
            for (int n = in.readInt(); n > 0; n--) {
                headers.put(in.readUTF(), readBytes(in));
            }
            letters.add(new Letter(about, topic, value, headers));
        }
        return letters;
    }

    private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
