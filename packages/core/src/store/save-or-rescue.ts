import type { Credential } from "../credential.ts";
import { rescueAnywhere } from "../credential-file/rescue-anywhere.ts";
import { AuthError, isAuthError } from "../errors.ts";
import type { LoginToSave } from "./login-to-save.ts";
import type { ProfileStore } from "./profile-store.ts";
import { type SavedLogin, saveLogin } from "./save-login.ts";

/**
 * As {@link saveLogin}, for tokens that exist nowhere else: what the store does not take goes to a new 0600 file.
 *
 * Throws STORE_UNUSABLE, which then names the file.
 */
export async function saveOrRescue(
  store: ProfileStore,
  login: LoginToSave & { readonly credential: Credential },
): Promise<SavedLogin> {
  try {
    return await saveLogin(store, login);
  } catch (error) {
    if (!isAuthError(error, "STORE_UNUSABLE") && !isAuthError(error, "STORE_BUSY")) throw error;
    const { path, profile } = error.details;
    const rescuePath = await rescueAnywhere(login.credential, store.stateFolder);
    throw new AuthError("STORE_UNUSABLE", error.message, {
      path,
      ...(isAuthError(error, "STORE_UNUSABLE") && error.details),
      ...(profile !== undefined && { profile }),
      ...(rescuePath === undefined ? { rescueFailed: true } : { rescuePath }),
    });
  }
}
