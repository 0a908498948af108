/** Asks an InfluxDB in InfluxQL; times come in milliseconds. */
export async function ask(url, database, query) {
  const response = await fetch(`${url}/query?db=${encodeURIComponent(database)}&epoch=ms`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ q: query }),
  });
  return response.json();
}
