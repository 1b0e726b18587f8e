// Server-sent events over fetch, because EventSource cannot send a key.
import { request } from "./access.js";

const RETRY_MS = 2000;
const SILENT_MS = 5000;

/** Calls on.event(name, data) for each event and on.away(detail) while there are none; goes on for ever. */
export async function follow(path, on) {
  for (;;) {
    try {
      const response = await request(path, { headers: { Accept: "text/event-stream" } });
      if (!response.ok) {
        const problem = await response.json().catch(() => ({}));
        throw new Error(problem.detail ?? `the service answered ${response.status}`);
      }
      await read(response.body.getReader(), on.event);
    } catch (failed) {
      on.away(failed instanceof TypeError ? "no answer from the service" : failed.message);
      await new Promise(resolve => setTimeout(resolve, RETRY_MS));
    }
  }
}

// Returns when the service ends the stream, which it does now and then: the next one follows at once.
async function read(reader, event) {
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await inTime(reader);
    if (done) return;
    text += decoder.decode(value, { stream: true });
    let end;
    while ((end = text.indexOf("\n\n")) >= 0) {
      dispatch(text.slice(0, end), event);
      text = text.slice(end + 2);
    }
  }
}

async function inTime(reader) {
  let timer;
  const silence = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error("the service went silent")), SILENT_MS);
  });
  try {
    return await Promise.race([reader.read(), silence]);
  } catch (failed) {
    reader.cancel().catch(() => {});
    throw failed;
  } finally {
    clearTimeout(timer);
  }
}

function dispatch(block, event) {
  let name = "message";
  let data = "";
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) name = line.slice(7);
    if (line.startsWith("data: ")) data += line.slice(6);
  }
  if (data) event(name, JSON.parse(data));
}
