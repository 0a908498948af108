package io.bellwether.replay;

import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads event files from their beginning to their end, as one split: to be run with parallelism 1, so that time comes from
 * one place and a replay gives the same bytes at any parallelism behind it.
 */
public final class HistorySource
        implements Source<Inbound, HistorySource.Split, Collection<HistorySource.Split>>, ResultTypeQueryable<Inbound> {

    private static final long serialVersionUID = 1L;

    private final Split all;

    /**
     * @param files paths of JSON lines, {@code .gz} allowed
     * @param dimensions the settings' dimensions
     */
    public HistorySource(List<String> files, List<String> dimensions, long disorderMillis) {
        this.all = new Split(List.copyOf(files), List.copyOf(dimensions), disorderMillis, 0);
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Inbound, Split> createReader(SourceReaderContext context) {
        return new IteratorSourceReader<>(context);
    }

    @Override
    public SplitEnumerator<Split, Collection<Split>> createEnumerator(SplitEnumeratorContext<Split> context) {
        return new IteratorSourceEnumerator<>(context, List.of(all));
    }

    @Override
    public SplitEnumerator<Split, Collection<Split>> restoreEnumerator(
            SplitEnumeratorContext<Split> context, Collection<Split> checkpoint) {
        return new IteratorSourceEnumerator<>(context, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new SplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<Split>> getEnumeratorCheckpointSerializer() {
        return new SplitsSerializer();
    }

    @Override
    public TypeInformation<Inbound> getProducedType() {
        return InboundSerializer.typeInfo();
    }

    /**
     * All files, from a place on.
     *
     * @param taken records that were taken before
     */
    public record Split(List<String> files, List<String> dimensions, long disorderMillis, long taken)
            implements IteratorSourceSplit<Inbound, History>, java.io.Serializable {

        @Override
        public String splitId() {
            return "history";
        }

        @Override
        public History getIterator() {
            return new History(files, dimensions, disorderMillis, taken, ReplayProgress.OF_PROCESS);
        }

        @Override
        public IteratorSourceSplit<Inbound, History> getUpdatedSplitForIterator(History iterator) {
            return new Split(files, dimensions, disorderMillis, iterator.taken());
        }

        private void write(DataOutputStream out) throws IOException {
            writeStrings(files, out);
            writeStrings(dimensions, out);
            out.writeLong(disorderMillis);
            out.writeLong(taken);
        }

        private static Split read(DataInputStream in) throws IOException {
            return new Split(readStrings(in), readStrings(in), in.readLong(), in.readLong());
        }

        private static void writeStrings(List<String> strings, DataOutputStream out) throws IOException {
            out.writeInt(strings.size());
            for (String string : strings) {
                out.writeUTF(string);
            }
        }

        private static List<String> readStrings(DataInputStream in) throws IOException {
            List<String> strings = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                strings.add(in.readUTF());
            }
            return strings;
        }
    }

    private static final class SplitSerializer implements SimpleVersionedSerializer<Split> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Split split) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            split.write(new DataOutputStream(bytes));
            return bytes.toByteArray();
        }

        @Override
        public Split deserialize(int version, byte[] serialized) throws IOException {
            return Split.read(new DataInputStream(new ByteArrayInputStream(serialized)));
        }
    }

    private static final class SplitsSerializer implements SimpleVersionedSerializer<Collection<Split>> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Collection<Split> splits) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(splits.size());
            for (Split split : splits) {
                split.write(out);
            }
            return bytes.toByteArray();
        }

        @Override
        public Collection<Split> deserialize(int version, byte[] serialized) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            List<Split> splits = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                splits.add(Split.read(in));
            }
            return splits;
        }
    }
}
