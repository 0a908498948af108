package io.bellwether.sentiment.onnx;

import io.bellwether.file.FileProblem;
import io.bellwether.file.InputFile;
import java.lang.reflect.InvocationTargetException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One model in ONNX Runtime. A run is thread-safe; closing while a run goes on is not.
 *
 * <p>Its classes are called by name. The jar weighs 139 MB, natives for five platforms in it, and is of use to those
 * alone who switch a heavier model on: a dependency at compile time would make everybody download it with the first
 * build.
 */
final class OnnxRuntime implements AutoCloseable {

    /** The one jar that is missing where this class says so. */
    static final String ARTIFACT = "com.microsoft.onnxruntime:onnxruntime:1.22.0";

    private static final String PACKAGE = "ai.onnxruntime.";

    /** The last of its levels of logging. */
    private static final int FATAL = 4;

    private final Object environment;
    private final Object session;
    private final Set<String> inputs;
    private final String output;

    /** Loads the model; takes the runtime's native memory for it until {@link #close}. */
    OnnxRuntime(Path model, int threads) throws ClassifierException {
        require(model);
        environment = call("OrtEnvironment", null, "getEnvironment");
        call("OrtEnvironment", environment, "setTelemetry", boolean.class, false);
        Object options = construct("OrtSession$SessionOptions");
        try {
            // It would write to stderr whatever fails, and quote what it was given; failures come as exceptions anyhow.
            Class<?> level = type("OrtLoggingLevel");
            call("OrtSession$SessionOptions", options, "setSessionLogLevel", level, level.getEnumConstants()[FATAL]);
            call("OrtSession$SessionOptions", options, "setIntraOpNumThreads", int.class, threads);
            call("OrtSession$SessionOptions", options, "setInterOpNumThreads", int.class, 1);
            session = call(
                    "OrtEnvironment",
                    environment,
                    "createSession",
                    new Class<?>[] {String.class, type("OrtSession$SessionOptions")},
                    model.toString(),
                    options);
        } catch (ClassifierException e) {
            throw new ClassifierException(model + ": is no model that ONNX Runtime can load: " + e.getMessage());
        } finally {
            call("OrtSession$SessionOptions", options, "close");
        }
        inputs = names("getInputNames");
        Set<String> outputs = names("getOutputNames");
        output = outputs.contains("logits") ? "logits" : outputs.iterator().next();
    }

    /** Says what is missing, without loading anything native: the jar or the file. */
    static void require(Path model) throws ClassifierException {
        try {
            InputFile.require(model);
        } catch (FileProblem e) {
            throw new ClassifierException(e.getMessage(), e);
        }
        try {
            Class.forName(PACKAGE + "OrtEnvironment", false, OnnxRuntime.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new ClassifierException(
                    "a heavier sentiment model needs ONNX Runtime, which is not on the class path."
                            + " For ./bellwether: ./mvnw dependency:copy -Dartifact=" + ARTIFACT
                            + " -DoutputDirectory=lib"
                            + "; on a Flink cluster: that jar into the folder lib/ of Flink, on every machine"
                            + " (docs/heavier-model.md)");
        }
    }

    /** Names of what the model takes. */
    Set<String> inputs() {
        return inputs;
    }

    /**
     * One run.
     *
     * @param values by name of the input; rows × columns numbers each, row after row
     * @return a row of numbers per row
     */
    float[][] run(Map<String, long[]> values, int rows, int columns) throws ClassifierException {
        Map<String, Object> tensors = new HashMap<>();
        try {
            for (Map.Entry<String, long[]> value : values.entrySet()) {
                tensors.put(value.getKey(), tensor(value.getValue(), rows, columns));
            }
            Object result =
                    call("OrtSession", session, "run", new Class<?>[] {Map.class, Set.class}, tensors, Set.of(output));
            try {
                return matrix(result);
            } finally {
                call("OrtSession$Result", result, "close");
            }
        } finally {
            for (Object tensor : tensors.values()) {
                call("OnnxTensor", tensor, "close");
            }
        }
    }

    private Object tensor(long[] values, int rows, int columns) throws ClassifierException {
        return call(
                "OnnxTensor",
                null,
                "createTensor",
                new Class<?>[] {type("OrtEnvironment"), LongBuffer.class, long[].class},
                environment,
                LongBuffer.wrap(values),
                new long[] {rows, columns});
    }

    private float[][] matrix(Object result) throws ClassifierException {
        Object value = call("OnnxValue", call("OrtSession$Result", result, "get", int.class, 0), "getValue");
        if (value instanceof float[][] matrix) {
            return matrix;
        }
        throw new ClassifierException("its output " + output + " is no matrix of 32-bit numbers (texts × classes) but "
                + value.getClass().getSimpleName());
    }

    private Set<String> names(String method) throws ClassifierException {
        Set<String> names = new TreeSet<>();
        ((Set<?>) call("OrtSession", session, method)).forEach(name -> names.add(name.toString()));
        return names;
    }

    @Override
    public void close() {
        try {
            call("OrtSession", session, "close");
        } catch (ClassifierException e) {
            throw new IllegalStateException("a model in ONNX Runtime could not be closed", e);
        }
    }

    private static Class<?> type(String name) throws ClassifierException {
        try {
            return Class.forName(PACKAGE + name, true, OnnxRuntime.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new ClassifierException(
                    "ONNX Runtime cannot be used on this machine (" + System.getProperty("os.name") + ", "
                            + System.getProperty("os.arch") + "): " + e,
                    e);
        }
    }

    private static Object construct(String type) throws ClassifierException {
        try {
            return type(type).getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw failed(type, e);
        }
    }

    private static Object call(String type, Object target, String method) throws ClassifierException {
        return call(type, target, method, new Class<?>[0]);
    }

    private static Object call(String type, Object target, String method, Class<?> parameter, Object argument)
            throws ClassifierException {
        return call(type, target, method, new Class<?>[] {parameter}, argument);
    }

    private static Object call(String type, Object target, String method, Class<?>[] parameters, Object... arguments)
            throws ClassifierException {
        try {
            return type(type).getMethod(method, parameters).invoke(target, arguments);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw failed(type + "." + method, e);
        }
    }

    private static ClassifierException failed(String what, Throwable e) {
        if (e instanceof InvocationTargetException invoked) {
            return new ClassifierException(String.valueOf(invoked.getCause().getMessage()), invoked.getCause());
        }
        return new ClassifierException("ONNX Runtime has no usable " + what + "; needed is " + ARTIFACT + ": " + e, e);
    }
}
