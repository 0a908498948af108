package io.bellwether.job;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/**
 * A checkpoint or savepoint, read and found whole: every file that it names is there with its full length.
 *
 * @param path its folder, in the words of Flink
 * @param checkpointId grows over all checkpoints and savepoints of a job and of those that go on from it
 * @param fit what it was made with; empty where it does not say, as states of older versions do
 */
public record SavedState(String path, long checkpointId, Optional<StateFit> fit) {

    /** The file that Flink writes last. */
    public static final String METADATA = "_metadata";

    /**
     * Reads a checkpoint or savepoint on any file system that Flink knows.
     *
     * @param path its folder, or the metadata file in it
     * @throws IOException where it cannot be read, or is not whole; the message says what is missing
     */
    public static SavedState read(String path) throws IOException {
        org.apache.flink.core.fs.Path folder = new org.apache.flink.core.fs.Path(path);
        if (folder.getName().equals(METADATA)) {
            folder = folder.getParent();
        }
        CheckpointMetadata metadata = metadata(folder);
        List<OperatorStateHandle> ofOperators = new ArrayList<>();
        List<StreamStateHandle> parts = new ArrayList<>();
        for (OperatorState operator : metadata.getOperatorStates()) {
            for (OperatorSubtaskState subtask : operator.getStates()) {
                subtask.getManagedOperatorState().forEach(ofOperators::add);
                subtask.getRawOperatorState().forEach(handle -> parts.add(handle.getDelegateStateHandle()));
                Stream.concat(subtask.getManagedKeyedState().stream(), subtask.getRawKeyedState().stream())
                        .flatMap(SavedState::partsOf)
                        .forEach(parts::add);
            }
        }
        ofOperators.forEach(handle -> parts.add(handle.getDelegateStateHandle()));
        for (StreamStateHandle part : parts) {
            requireWhole(part);
        }
        return new SavedState(folder.toString(), metadata.getCheckpointId(), fit(ofOperators));
    }

    private static CheckpointMetadata metadata(org.apache.flink.core.fs.Path folder) throws IOException {
        try (DataInputStream in =
                new DataInputStream(folder.getFileSystem().open(new org.apache.flink.core.fs.Path(folder, METADATA)))) {
            return Checkpoints.loadCheckpointMetadata(in, SavedState.class.getClassLoader(), folder.toString());
        } catch (EOFException e) {
            throw new IOException(METADATA + " breaks off in the middle", e);
        } catch (RuntimeException | OutOfMemoryError e) {
            // Flink's reader checks nothing: bytes that are not its own end it in any way, or are taken for a length.
            throw new IOException(METADATA + " is damaged: " + e, e);
        }
    }

    private static Stream<StreamStateHandle> partsOf(KeyedStateHandle handle) {
        if (handle instanceof KeyGroupsStateHandle groups) {
            return Stream.of(groups.getDelegateStateHandle());
        }
        return handle instanceof IncrementalRemoteKeyedStateHandle incremental
                ? incremental.streamSubHandles()
                : Stream.empty();
    }

    private static void requireWhole(StreamStateHandle part) throws IOException {
        if (part instanceof FileStateHandle file) {
            org.apache.flink.core.fs.Path path = file.getFilePath();
            long length = path.getFileSystem().getFileStatus(path).getLen();
            if (length < file.getStateSize()) {
                throw new IOException(path.getName() + " has " + length + " bytes instead of " + file.getStateSize());
            }
        }
    }

    private static Optional<StateFit> fit(List<OperatorStateHandle> handles) throws IOException {
        for (OperatorStateHandle handle : handles) {
            OperatorStateHandle.StateMetaInfo place =
                    handle.getStateNameToPartitionOffsets().get(StateFitOperator.STATE);
            if (place != null && place.getOffsets().length > 0) {
                try (FSDataInputStream in = handle.openInputStream()) {
                    in.seek(place.getOffsets()[0]);
                    return Optional.of(
                            StateFit.parse(StringSerializer.INSTANCE.deserialize(new DataInputViewStreamWrapper(in))));
                } catch (RuntimeException | OutOfMemoryError e) {
                    throw new IOException("what it says of its settings is damaged: " + e, e);
                }
            }
        }
        return Optional.empty();
    }

    /** When a local folder of a checkpoint or savepoint was completed, epoch ms. */
    static long completed(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder.resolve(METADATA)).toMillis();
    }
}
