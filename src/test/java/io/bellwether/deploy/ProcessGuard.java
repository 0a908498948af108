package io.bellwether.deploy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs the main method of the class that its first argument names, in a process that ends with its parent: the parent
 * holds the other end of standard input, and when that closes, however the parent died, this JVM halts.
 */
public final class ProcessGuard {
    private ProcessGuard() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(ProcessGuard::haltWithParent, "process-guard");
        watch.setDaemon(true);
        watch.start();
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(args[0] + " failed", e.getCause());
        }
    }

    private static void haltWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever sent: only the end counts
            }
        } catch (IOException e) {
            System.err.println("standard input broke, halting: " + e);
        }
        Runtime.getRuntime().halt(143);
    }
}
