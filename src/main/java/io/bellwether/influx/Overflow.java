package io.bellwether.influx;

import java.io.IOException;
import java.util.List;

/** Where points wait that are too many for the memory: in files that are each written once and read once. */
interface Overflow {

    /**
     * Writes points, in order, to a file that is new and whole when this returns. Where it fails, nothing is left of it.
     *
     * @param behindOthers whether others wait in files that were written before: then there has to be a place of files, and a new
     *     one is not made, in which these would seem to be gone
     */
    Segment write(List<PointLine> lines, boolean behindOthers) throws IOException;

    /**
     * Reads what was written, or of a damaged file what can be read.
     *
     * @throws java.io.FileNotFoundException where it is certain that the file is not there any more
     * @throws IOException where it cannot be read now
     */
    PackedPoints read(Segment segment) throws IOException;
}
