package io.bellwether.influx;

import java.io.IOException;
import java.util.List;

/** Where points wait that are too many for the memory: in files that are each written once and read once. */
interface Overflow {

    /** Writes points, in order, to a file that is new and whole when this returns. */
    Segment write(List<PointLine> lines) throws IOException;

    /**
     * Reads what was written.
     *
     * @throws java.io.FileNotFoundException where the file is not there any more
     */
    List<PointLine> read(Segment segment) throws IOException;
}
