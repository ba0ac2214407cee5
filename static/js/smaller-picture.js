// A photo from a phone is larger than we take. It is made smaller before it is sent; without JavaScript the page asks for
// a smaller one.
import { make } from "./ask-while-typing.js";

const MOST = 1.9 * 1024 * 1024; // bytes: the form around it counts as well
const SIDE = 1600; // the directory shows it no wider than 1200

export function enhance(form) {
  const box = form.querySelector("input[type=file]");
  const told = make("p", { className: "govuk-hint" });
  told.setAttribute("role", "status");
  box.after(told);
  box.addEventListener("change", async () => {
    const [photo] = box.files;
    told.textContent = "";
    if (!photo || photo.size <= MOST) return;
    const smaller = await shrunk(photo).catch(() => null); // not a picture this browser can read: the page says so later
    if (!smaller || smaller.size > MOST || box.files[0] !== photo) return;
    const files = new DataTransfer();
    files.items.add(smaller);
    box.files = files.files;
    told.textContent = `Made smaller, from ${megabytes(photo)} to ${megabytes(smaller)} MB. It looks the same here.`;
  });
}

async function shrunk(photo) {
  const picture = await createImageBitmap(photo, { imageOrientation: "from-image" });
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = make("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const data = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return new File([data], photo.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}

const megabytes = (file) => (file.size / 1024 / 1024).toFixed(1);
