package dev.credence.ingest.lines;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads one object; the cursor stands on its brace. Throws {@link LineFault} for what it cannot take. */
interface ObjectReader<T> {
    Traced<T> read(JsonParser json) throws IOException;
}
