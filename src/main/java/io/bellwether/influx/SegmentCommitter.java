package io.bellwether.influx;

import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes files of waiting points when a checkpoint is complete that does not name them any more. One that cannot be removed is
 * left: it takes room and harms nobody.
 */
final class SegmentCommitter implements Committer<Segment> {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentCommitter.class);

    /** Null where no points wait in files any more. */
    private final OverflowWriter files;

    /** @param overflow null for nowhere */
    SegmentCommitter(String overflow, String bucket) {
        files = overflow == null ? null : new OverflowWriter(overflow, bucket);
    }

    @Override
    public void commit(Collection<CommitRequest<Segment>> requests) {
        for (CommitRequest<Segment> request : requests) {
            if (files == null) {
                continue;
            }
            try {
                files.remove(request.getCommittable());
            } catch (IOException e) {
                LOG.warn(
                        "File {} of points that are written cannot be removed and is left: {}",
                        request.getCommittable().file(),
                        e.toString());
            }
        }
    }

    @Override
    public void close() {
        // nothing is open
    }
}
