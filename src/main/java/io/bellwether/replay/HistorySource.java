package io.bellwether.replay;

import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundCodec;
import io.bellwether.state.CodecTypeInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
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
 * Reads a {@link History} from its beginning to its end, as one split: to be run with parallelism 1, so that time comes
 * from one place and a replay gives the same bytes at any parallelism behind it.
 */
final class HistorySource
        implements Source<Inbound, HistorySource.Split, Collection<HistorySource.Split>>, ResultTypeQueryable<Inbound> {

    private static final long serialVersionUID = 1L;

    private final Split all;

    HistorySource(HistoryPlan plan) {
        this.all = new Split(plan, 0);
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
        return CodecTypeInfo.of(InboundCodec.INSTANCE);
    }

    /**
     * All of it, from a place on.
     *
     * @param taken records that were taken before
     */
    record Split(HistoryPlan plan, long taken) implements IteratorSourceSplit<Inbound, History>, Serializable {

        @Override
        public String splitId() {
            return "history";
        }

        @Override
        public History getIterator() {
            return new History(plan, taken, ReplayProgress.OF_PROCESS, TimeGate.of(plan.folder())::await);
        }

        @Override
        public IteratorSourceSplit<Inbound, History> getUpdatedSplitForIterator(History iterator) {
            return new Split(plan, iterator.taken());
        }
    }

    /** Splits do not outlive their process, so Java's own form of them will do. */
    private static final class SplitSerializer implements SimpleVersionedSerializer<Split> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Split split) throws IOException {
            return bytes(split);
        }

        @Override
        public Split deserialize(int version, byte[] serialized) throws IOException {
            return (Split) object(serialized);
        }
    }

    private static final class SplitsSerializer implements SimpleVersionedSerializer<Collection<Split>> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Collection<Split> splits) throws IOException {
            return bytes(new ArrayList<>(splits));
        }

        @Override
        public Collection<Split> deserialize(int version, byte[] serialized) throws IOException {
            Collection<Split> splits = new ArrayList<>();
            for (Object split : (List<?>) object(serialized)) {
                splits.add((Split) split);
            }
            return splits;
        }
    }

    private static byte[] bytes(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object object(byte[] bytes) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException("a split of another version", e);
        }
    }
}
