package io.bellwether.job;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeOffsets;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/** Makes checkpoints and savepoints as Flink leaves them. */
final class StateMaker {

    private StateMaker() {}

    /** What Flink leaves: a file with the state of some keys, and then the metadata that names it. */
    static Path complete(Path root, String folder, long id) throws IOException {
        Path path = Files.createDirectories(root.resolve(folder));
        Path keys = Files.writeString(path.resolve("keys"), "state of some keys");
        OperatorState operator = new OperatorState("Fold", "fold", new OperatorID(1, 2), 1, 720);
        operator.putState(
                0,
                OperatorSubtaskState.builder()
                        .setManagedKeyedState(new KeyGroupsStateHandle(
                                new KeyGroupRangeOffsets(KeyGroupRange.of(0, 719)),
                                new FileStateHandle(new org.apache.flink.core.fs.Path(keys.toUri()), Files.size(keys))))
                        .build());
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(path.resolve(SavedState.METADATA)))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(id, List.of(operator), List.of()), out);
        }
        return path;
    }

    /** The newest state of a folder by its place in it; {@code none} where there is none. */
    static String newest(StateFolder folder) throws Exception {
        return folder.newest()
                .map(state -> folder.root()
                        .relativize(Path.of(java.net.URI.create(state.path())))
                        .toString())
                .orElse("none");
    }
}
