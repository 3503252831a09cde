export type Uploaded = { ok: true; uploadId: string } | { ok: false; tooLarge: boolean };

/** Sends a file to the console with progress (0–100): fetch cannot report how much went up. */
export function uploadFile(file: File, onProgress: (percent: number) => void): Promise<Uploaded> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/imports/upload');
    request.upload.onprogress = (event) => onProgress((event.loaded / Math.max(event.total, 1)) * 100);
    request.onload = () => {
      if (request.status !== 200) return resolve({ ok: false, tooLarge: request.status === 413 });
      const { uploadId } = JSON.parse(request.responseText) as { uploadId: string };
      resolve({ ok: true, uploadId });
    };
    request.onerror = () => resolve({ ok: false, tooLarge: false });
    request.send(file);
  });
}
